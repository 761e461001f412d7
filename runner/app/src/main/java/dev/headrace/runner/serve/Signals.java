package dev.headrace.runner.serve;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system asks of the process: the first time to stop, the second time to end at once. A shutdown hook cannot tell
 * the second. By reflection, because the compiler warns of {@code sun.misc.Signal} whatever it is told, and there is nothing else.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final int HANG_UP = 1;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private final Runnable stop;
    private final IntConsumer halt;
    private final AtomicInteger asked = new AtomicInteger();

    private Signals(Runnable stop, IntConsumer halt) {
        this.stop = stop;
        this.halt = halt;
    }

    /**
     * Listens from now on.
     *
     * @param stop run on a thread of the JVM, once
     * @param halt ends the process with an exit code: 128 and the signal's number
     */
    public static void handle(Runnable stop, IntConsumer halt) {
        Signals signals = new Signals(stop, halt);
        signals.listen("HUP", HANG_UP);
        signals.listen("INT", INTERRUPT);
        signals.listen("TERM", TERMINATE);
    }

    private void listen(String name, int number) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> called(proxy, method, arguments, number);
            Object listener = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
            Object known = signal.getConstructor(String.class).newInstance(name);
            Object before = signal.getMethod("handle", signal, handler).invoke(null, known, listener);
            LOG.debug("signal {} was for {}", name, before);
        } catch (ReflectiveOperationException notHere) {
            // Ignored by whoever started the process, or not known to this system: it stays as it is.
            LOG.debug("signal {} is not listened to", name, notHere);
        }
    }

    private Object called(Object proxy, Method method, Object[] arguments, int number) {
        return switch (method.getName()) {
            case "handle" -> heard(number);
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Signals";
        };
    }

    /** As the handler's answer, which nobody reads. */
    private Boolean heard(int number) {
        if (asked.incrementAndGet() == 1) {
            stop.run();
        } else {
            halt.accept(128 + number);
        }
        return true;
    }
}
