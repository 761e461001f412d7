package dev.headrace.detector.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.detector.scan.corpus.Bad;
import dev.headrace.detector.scan.corpus.Good;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.example.signing.Signer;
import org.example.signing.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where connectors and libraries are found, and jars that are not as they should be. */
class JarsTest {
    @TempDir
    private Path directory;

    private Path connector() {
        return TestJar.of(Bad.SleepsThreeCallsDeep.class).write(directory.resolve("deep.jar"));
    }

    private Path library(Path file) {
        return TestJar.empty()
                .with(Signer.class)
                .with(Stage.class)
                .with(type("org.example.signing.TokenCache"))
                .write(file);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, JarsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ScanReport report) {
        return String.join("\n", report.lines(false));
    }

    @Test
    void aLibraryMayBeNamedBesideTheConnectorOrApart() {
        Path library = library(directory.resolve("signing.jar"));

        ScanReport beside = BlockingScan.of(List.of(connector(), library)).run();
        ScanReport apart = BlockingScan.of(List.of(connector()))
                .libraries(List.of(library))
                .run();

        assertThat(text(beside))
                .contains("TokenCache.refresh -> Thread.sleep")
                .contains("No connector in signing.jar.");
        assertThat(text(apart)).contains("TokenCache.refresh -> Thread.sleep").doesNotContain("No connector");
    }

    @Test
    void aDirectoryOfLibrariesStandsForItsJars() throws IOException {
        Path libraries = Files.createDirectory(directory.resolve("lib"));
        library(libraries.resolve("signing.jar"));

        assertThat(text(BlockingScan.of(List.of(connector()))
                        .libraries(List.of(libraries))
                        .run()))
                .contains("TokenCache.refresh -> Thread.sleep");
    }

    @Test
    void eachPluginSeesItsOwnJarsOnly() throws IOException {
        Path one = Files.createDirectories(directory.resolve("plugins/one"));
        Path two = Files.createDirectories(directory.resolve("plugins/two"));
        TestJar.of(Bad.SleepsThreeCallsDeep.class).write(one.resolve("deep.jar"));
        library(one.resolve("signing.jar"));
        TestJar.of(Bad.SleepsThreeCallsDeep.class).write(two.resolve("lonely.jar"));

        ScanReport report =
                BlockingScan.of(List.of(directory.resolve("plugins"))).run();

        assertThat(report.connectors()).extracting(ConnectorReport::location).containsExactly("deep.jar", "lonely.jar");
        assertThat(report.connectors().get(0).findings()).hasSize(1);
        assertThat(report.connectors().get(1).findings()).isEmpty();
        assertThat(report.connectors().get(1).isClean()).isFalse();
    }

    @Test
    void aMissingLibraryIsToldAndIsNotGreen() {
        ScanReport report = BlockingScan.of(List.of(connector())).run();

        assertThat(report.isClean()).isFalse();
        assertThat(text(report))
                .contains("not fully checked")
                .contains("classes that are in none of the jars, so what they do was not checked: "
                        + "org.example.signing.Signer");
    }

    @Test
    void aMissingProviderIsTold() {
        Path jar = TestJar.empty()
                .entry(
                        "META-INF/services/dev.headrace.spi.ConnectorProvider",
                        "com.acme.Gone".getBytes(StandardCharsets.UTF_8))
                .write(directory.resolve("gone.jar"));

        assertThat(text(BlockingScan.of(List.of(jar)).run()))
                .contains("Its services file names com.acme.Gone, which is in none of the jars");
    }

    @Test
    void jarsWithoutAnyConnectorAreNotGreen() {
        Path library = library(directory.resolve("signing.jar"));

        assertThatThrownBy(() -> BlockingScan.of(List.of(library)).run())
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("There is no connector in")
                .hasMessageContaining("META-INF/services/dev.headrace.spi.ConnectorProvider");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        BlockingScan.of(List.of(directory.resolve("no.jar"))).run())
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("There is no file or directory '" + directory.resolve("no.jar") + "'");
    }

    @Test
    void aDamagedJarIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(connector());
        Path half = Files.write(directory.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(directory.resolve("text.jar"), "this is no jar");
        Path empty = Files.createFile(directory.resolve("empty.jar"));

        for (Path jar : List.of(half, text, empty)) {
            assertThatThrownBy(() -> BlockingScan.of(List.of(jar)).run())
                    .isInstanceOf(ScanException.class)
                    .hasMessageContaining("'%s' is ".formatted(jar))
                    .hasMessageContaining("no jar");
        }
    }

    @Test
    void aDamagedClassIsNamedAndIsNotGreen() {
        byte[] content = TestJar.content(Signer.class);
        Path jar = TestJar.of(Bad.SleepsThreeCallsDeep.class)
                .entry(TestJar.file(Signer.class.getName()), Arrays.copyOf(content, content.length / 2))
                .write(directory.resolve("damaged.jar"));

        ScanReport report = BlockingScan.of(List.of(jar)).run();

        assertThat(report.isClean()).isFalse();
        assertThat(text(report))
                .contains("damaged.jar: org.example.signing.Signer")
                .contains("was not checked");
    }

    @Test
    void aClassOfALaterJavaIsNamedAndIsNotGreen() {
        byte[] content = TestJar.content(Signer.class);
        content[7] = (byte) 200;
        Path jar = TestJar.of(Bad.SleepsThreeCallsDeep.class)
                .entry(TestJar.file(Signer.class.getName()), content)
                .write(directory.resolve("later.jar"));

        assertThat(text(BlockingScan.of(List.of(jar)).run()))
                .contains("later.jar: org.example.signing.Signer was compiled for a later Java than this check knows "
                        + "(class file version 200)");
    }

    @Test
    void ofAMultiReleaseJarTheClassesOfTheRunningJavaCount() {
        Path jar = TestJar.of(Good.UsesTheHarmlessPartOfALibrary.class)
                .entry("META-INF/MANIFEST.MF", manifest("Multi-Release: true"))
                .with(Signer.class)
                .with(Stage.class)
                .with(Stage.Quick.class)
                .with(type("org.example.signing.TokenCache"))
                .entry(
                        "META-INF/versions/11/" + TestJar.file(Stage.Quick.class.getName()),
                        renamed(Stage.Slow.class, "Slow", "Quick"))
                .write(directory.resolve("releases.jar"));

        assertThat(text(BlockingScan.of(List.of(jar)).run())).contains("Stage.Quick.pass", "Thread.sleep");
    }

    /** The two names are of different lengths: only where the constant pool states the length, too. */
    private static byte[] renamed(Class<?> type, String from, String to) {
        org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
        String before = type.getName().replace('.', '/');
        String after = before.replace(from, to);
        new org.objectweb.asm.ClassReader(TestJar.content(type))
                .accept(
                        new org.objectweb.asm.ClassVisitor(org.objectweb.asm.Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String superName,
                                    String[] interfaces) {
                                super.visit(version, access, after, signature, superName, interfaces);
                            }
                        },
                        org.objectweb.asm.ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static byte[] manifest(String line) {
        return ("Manifest-Version: 1.0\n" + line + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aSignatureThatNoLongerHoldsDoesNotMatter() {
        Path jar = TestJar.of(Bad.ReadsAFile.class)
                .entry("META-INF/MANIFEST.MF", manifest("Created-By: nobody"))
                .entry("META-INF/ACME.SF", manifest("SHA-256-Digest-Manifest: AAAA"))
                .entry("META-INF/ACME.RSA", new byte[] {1, 2, 3})
                .write(directory.resolve("signed.jar"));

        assertThat(text(BlockingScan.of(List.of(jar)).run())).contains("Files.readAllBytes");
    }

    @Test
    void aConnectorThatOnlyItsModuleDeclaresIsFound() {
        org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
        writer.visit(61, org.objectweb.asm.Opcodes.ACC_MODULE, "module-info", null, null, null);
        org.objectweb.asm.ModuleVisitor module = writer.visitModule("com.acme", 0, null);
        module.visitProvide(
                "dev/headrace/spi/ConnectorProvider",
                Bad.ReadsAFile.class.getName().replace('.', '/'));
        module.visitEnd();
        writer.visitEnd();
        Path jar = TestJar.empty()
                .with(Bad.ReadsAFile.class)
                .with(Bad.ReadsAFile.class.getSuperclass())
                .entry("module-info.class", writer.toByteArray())
                .write(directory.resolve("module.jar"));

        assertThat(text(BlockingScan.of(List.of(jar)).run())).contains("Files.readAllBytes");
    }
}
