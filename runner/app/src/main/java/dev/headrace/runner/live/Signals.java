package dev.headrace.runner.live;

import java.lang.reflect.Proxy;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears signals that have no meaning for the JVM. By reflection, because {@code sun.misc.Signal} is in every JDK and in none of its
 * documented interfaces. Stateless.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Runs a task, which must be short, on a thread of the JVM at each such signal.
     *
     * @param name without {@code SIG}
     * @return false where that cannot be done
     */
    static boolean on(String name, Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object heard = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        task.run();
                        return null;
                    });
            Object wanted = signal.getConstructor(String.class).newInstance(name.toUpperCase(Locale.ROOT));
            signal.getMethod("handle", signal, handler).invoke(null, wanted, heard);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException unknown) {
            LOG.debug("signal {} cannot be heard", name, unknown);
            return false;
        }
    }
}
