package dev.headrace.detector.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Puts the probes in place, once in a JVM's life, and makes sure that they are. Confined to the thread that does it. */
final class Installation {
    /** What calls a native sleep or wait in {@code java.base} of JDK 17 and 18; later ones have no native ones. */
    private static final Set<String> BASE_CALLERS = Set.of(
            "java/io/PipedInputStream",
            "java/io/PipedReader",
            "java/lang/Object",
            "java/lang/Process",
            "java/lang/ProcessHandleImpl$1",
            "java/lang/Thread",
            "java/lang/ref/ReferenceQueue",
            "java/nio/Bits",
            "java/util/TimerThread",
            "sun/net/www/http/KeepAliveCache",
            "sun/nio/ch/FileChannelImpl",
            "sun/nio/ch/NativeThreadSet",
            "sun/security/provider/SeedGenerator$ThreadedSeedGenerator$BogusThread");

    private final Instrumentation instrumentation;
    private final Targets targets;
    private final ProbeTransformer transformer;

    Installation(Instrumentation instrumentation, Targets targets, ProbeTransformer transformer) {
        this.instrumentation = instrumentation;
        this.targets = targets;
        this.transformer = transformer;
    }

    /** @throws IllegalStateException if this JVM does not let classes be changed, or an essential group has no method */
    void run() {
        warmUp();
        load();
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(candidates().toArray(Class<?>[]::new));
        } catch (UnmodifiableClassException | LinkageError e) {
            throw new IllegalStateException("this JVM does not let probes into its classes", e);
        }
        requireEssentials();
    }

    /** All that runs while a class is loaded must have been loaded itself; the probe's class is as good as any. */
    private void warmUp() {
        try {
            byte[] bytes = ProbeClass.bytes();
            transformer.transform(Object.class.getModule(), null, "java/lang/Thread", null, null, bytes);
            transformer.found().clear();
        } catch (IOException e) {
            throw new IllegalStateException("the probe cannot be read", e);
        }
    }

    /** A class that is loaded later would be found later; nobody could say then whether it was found at all. */
    private void load() {
        for (Target target : targets.all()) {
            try {
                Class.forName(target.className(), false, ClassLoader.getPlatformClassLoader());
            } catch (ClassNotFoundException | LinkageError absent) {
                // of another operating system, or of another JDK
            }
        }
    }

    private List<Class<?>> candidates() {
        List<Class<?>> candidates = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(type) && !type.isHidden() && !type.isArray() && isCandidate(type)) {
                candidates.add(type);
            }
        }
        return candidates;
    }

    private boolean isCandidate(Class<?> type) {
        String name = type.getName().replace('.', '/');
        if (!targets.numbersIn(name).isEmpty()) {
            return true;
        }
        boolean ofBase = type.getModule() == Object.class.getModule();
        return transformer.changesCallers() && (ofBase ? isBaseCaller(name) : isCaller(type, name + ".class"));
    }

    /** The callers in {@code java.base} are known, for those JDKs have been published: a thousand classes need not be read. */
    static boolean isBaseCaller(String name) {
        return BASE_CALLERS.contains(name);
    }

    /** Reading a class file again is cheaper than having the JVM rebuild, parse and replace the class. */
    private boolean isCaller(Class<?> type, String file) {
        ClassLoader loader = type.getClassLoader();
        try (InputStream bytes =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return bytes == null || transformer.calls(bytes.readAllBytes());
        } catch (IOException | RuntimeException e) {
            return true; // the JVM has its bytes
        }
    }

    private void requireEssentials() {
        Set<Group> missing = EnumSet.allOf(Group.class);
        missing.removeIf(group -> !group.isEssential());
        transformer.found().forEach(target -> missing.remove(target.group()));
        if (!missing.isEmpty() || !transformer.failures().isEmpty()) {
            throw new IllegalStateException(
                    "blocking calls cannot be detected on Java %s: no method found for %s; failures: %s"
                            .formatted(Runtime.version(), missing, transformer.failures()));
        }
    }
}
