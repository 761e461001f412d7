package dev.headrace.detector.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassPatchTest {
    private static final String ENTRIES = Entries.class.getName().replace('.', '/');
    private static final List<Redirect> REDIRECTS = List.of(
            new Redirect("java/lang/Thread", "sleep", "(J)V", true, ENTRIES, "sleep"),
            new Redirect("java/lang/Object", "wait", "(J)V", false, ENTRIES, "await"));

    @BeforeEach
    void forgetCalls() {
        Entries.CALLS.clear();
    }

    @Test
    void aPatchedMethodTellsThatItWasEnteredAndDoesWhatItDid() throws Exception {
        Class<?> patched = patched(Intricate.class);

        assertThat(call(patched, "dense", int.class, 2)).isEqualTo(20);
        assertThat(call(patched, "dense", int.class, 9)).isEqualTo(0);
        assertThat(call(patched, "sparse", int.class, 100_000)).isEqualTo(20);
        assertThat(call(patched, "loopsFromItsFirstByte", int.class, 3)).isEqualTo(10);
        assertThat(call(patched, "choosesWhileConstructing", boolean.class, true))
                .isEqualTo("yes");
        assertThat(Entries.CALLS).hasSize(5).allMatch(call -> call.equals("7 static"));
    }

    @Test
    void aPatchedMethodPassesItsReceiverOn() throws Exception {
        Class<?> patched = patched(Intricate.class);
        Object intricate = patched.getConstructor().newInstance();

        Object result = patched.getMethod("handles", Object.class).invoke(intricate, new Object[] {null});

        assertThat(result).isEqualTo("null");
        assertThat(Entries.CALLS).startsWith("7 Intricate");
    }

    @Test
    void anExceptionStillNamesItsLine() throws Exception {
        Class<?> patched = patched(Intricate.class);
        int original = lineOfFailure(Intricate.class);

        assertThat(lineOfFailure(patched)).isEqualTo(original);
    }

    @Test
    void callsAndReferencesAreTurned() throws Exception {
        Class<?> turned = turned(Intricate.class);
        Object intricate = turned.getConstructor().newInstance();

        turned.getMethod("sleeps").invoke(null);
        turned.getMethod("sleepsByReference").invoke(null);
        turned.getMethod("waits").invoke(intricate);
        turned.getMethod("waitsByReference").invoke(null);

        assertThat(Entries.CALLS).containsExactly("sleep 7", "sleep 8", "wait 9", "wait 10");
    }

    @Test
    void aSubclassThatNamesItselfIsTurnedToo() throws Exception {
        Class<?> turned = turned(Intricate.OwnThread.class);

        turned.getMethod("sleepsAsInherited").invoke(null);

        assertThat(Entries.CALLS).containsExactly("sleep 11");
    }

    @Test
    void aClassWithoutSuchCallsIsLeftAsItIs() throws IOException {
        ClassPatch patch = ClassPatch.of(bytes(Redirect.class));

        assertThat(patch.redirect(REDIRECTS)).isFalse();
        assertThat(patch.bytes()).isEqualTo(bytes(Redirect.class));
    }

    /** Thousands of methods by many authors, each verified by the JVM when its class is initialised. */
    @Test
    void everyClassOfALibraryRunsWithEachMethodPatched() throws Exception {
        PatchedClasses loader = new PatchedClasses("org.assertj.core.", ClassPatchTest::everyMethod);
        int initialised = 0;
        for (String name : library()) {
            Class.forName(name, true, loader);
            initialised++;
        }

        assertThat(initialised).isGreaterThan(60);
    }

    @Test
    void everyClassOfTheJdkCanBeRewritten() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base", "java");
        try (Stream<Path> files = Files.walk(base)) {
            long classes = files.filter(file -> file.toString().endsWith(".class"))
                    .map(ClassPatchTest::read)
                    .filter(bytes -> ClassPatch.of(everyMethod(bytes)).bytes().length >= bytes.length)
                    .count();
            assertThat(classes).isGreaterThan(2_000);
        }
    }

    @Test
    void whatIsNoClassIsRefused() {
        assertThatThrownBy(() -> ClassPatch.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0, 2, 99}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown constant 99 at byte 10");
    }

    private static Class<?> patched(Class<?> type) throws ClassNotFoundException {
        return new PatchedClasses(type.getName(), ClassPatchTest::everyMethod).loadClass(type.getName());
    }

    private static Class<?> turned(Class<?> type) throws ClassNotFoundException {
        PatchedClasses loader = new PatchedClasses(type.getName(), bytes -> {
            ClassPatch patch = ClassPatch.of(bytes);
            patch.redirect(REDIRECTS);
            return patch.bytes();
        });
        return loader.loadClass(type.getName());
    }

    private static byte[] everyMethod(byte[] bytes) {
        ClassPatch patch = ClassPatch.of(bytes);
        int unused = patch.probe(ENTRIES, name -> 7);
        return patch.bytes();
    }

    private static Object call(Class<?> type, String method, Class<?> parameter, Object argument) throws Exception {
        return type.getMethod(method, parameter).invoke(null, argument);
    }

    private static int lineOfFailure(Class<?> type) throws Exception {
        Object intricate = type.getConstructor().newInstance();
        Object failing = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        };
        try {
            Object unused = type.getMethod("handles", Object.class).invoke(intricate, failing);
            throw new AssertionError("nothing was thrown, but " + unused);
        } catch (java.lang.reflect.InvocationTargetException e) {
            return Stream.of(e.getCause().getStackTrace())
                    .filter(frame -> frame.getMethodName().equals("handles"))
                    .findFirst()
                    .orElseThrow()
                    .getLineNumber();
        }
    }

    private static List<String> library() throws Exception {
        URI jar = org.assertj.core.api.Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (java.util.jar.JarFile file = new java.util.jar.JarFile(Path.of(jar).toFile())) {
            return file.stream()
                    .map(java.util.jar.JarEntry::getName)
                    .filter(name -> name.startsWith("org/assertj/core/api/Abstract") && name.endsWith("Assert.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .toList();
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return file.readAllBytes();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
