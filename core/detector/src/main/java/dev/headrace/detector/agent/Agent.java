package dev.headrace.detector.agent;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM hands over its instrumentation: at its start ({@code -javaagent}, or {@code Launcher-Agent-Class} in the manifest
 * of an executable jar), or later from another process. It is kept and nothing else is done: a JVM in which nobody looks for
 * blocking calls runs as it would without.
 */
public final class Agent {
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    /** Called by the JVM before {@code main}, for {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM for {@code Launcher-Agent-Class}, and when it is attached to. */
    public static void agentmain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
    }

    /** What the JVM has handed over so far, here or to the copy of this class that the class path has. */
    public static Optional<Instrumentation> instrumentation() {
        Instrumentation own = instrumentation;
        return own == null ? copyOnClassPath() : Optional.of(own);
    }

    /** The JVM knows the class path alone; this class may have been loaded by somebody else. */
    private static Optional<Instrumentation> copyOnClassPath() {
        try {
            Class<?> copy = Class.forName(Agent.class.getName(), true, ClassLoader.getSystemClassLoader());
            if (copy == Agent.class) {
                return Optional.empty();
            }
            Optional<?> given = (Optional<?>) copy.getMethod("instrumentation").invoke(null);
            return given.map(Instrumentation.class::cast);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
