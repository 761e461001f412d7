package dev.headrace.detector.agent;

import dev.headrace.detector.patch.ClassPatch;
import dev.headrace.detector.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@link Probe}, defined among the JDK's own classes by a lookup rather than by a jar on the boot class path, which would turn the
 * sharing of class data off and print a warning.
 */
final class ProbeClass {
    static final String NAME = "java.lang.HeadraceProbe";
    static final String INTERNAL_NAME = "java/lang/HeadraceProbe";

    private final Field gate;
    private final Field sink;

    private ProbeClass(Class<?> type) throws ReflectiveOperationException {
        gate = type.getField("gate");
        sink = type.getField("sink");
    }

    /** @throws IllegalStateException if another copy of this class was quicker, or the JVM does not let it in */
    static ProbeClass define(Instrumentation instrumentation) {
        requireFirst();
        Module base = Object.class.getModule();
        Module own = ProbeClass.class.getModule();
        instrumentation.redefineModule(base, Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
            return new ProbeClass(lookup.defineClass(bytes()));
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("the probe cannot be defined in java.lang of this JVM", e);
        }
    }

    /** Sets who is asked and who is told. The sink comes first: a thread that passes the gate finds it. */
    void set(@Nullable Predicate<Thread> watched, ObjIntConsumer<@Nullable Object> told) {
        try {
            sink.set(null, told);
            gate.set(null, watched);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the probe's fields are public and yet closed", e);
        }
    }

    /** The class file under the name that it is defined with. */
    static byte[] bytes() throws IOException {
        try (InputStream file = Probe.class.getResourceAsStream("Probe.class")) {
            if (file == null) {
                throw new IOException("the class file of " + Probe.class.getName() + " is not where its class is");
            }
            String name = Probe.class.getName().replace('.', '/');
            return ClassPatch.of(file.readAllBytes())
                    .rename(name, INTERNAL_NAME)
                    .bytes();
        }
    }

    private static void requireFirst() {
        try {
            Class.forName(NAME, false, null);
        } catch (ClassNotFoundException expected) {
            return;
        }
        throw new IllegalStateException(
                "another copy of the blocking detector is at work in this JVM: have headrace-detector on the class path once");
    }
}
