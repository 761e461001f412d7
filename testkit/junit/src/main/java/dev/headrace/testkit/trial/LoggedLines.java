package dev.headrace.testkit.trial;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A logger that hands on and keeps a copy, so that what is logged is seen whatever the logging is configured to show. */
final class LoggedLines {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

    private LoggedLines() {}

    /** @param copy hears of each call, on its thread: its message, arguments and stack */
    static Logger copying(Logger logger, Consumer<String> copy) {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (arguments != null && LEVELS.contains(method.getName())) {
                        copy.accept(Arrays.deepToString(arguments));
                    }
                    return call(logger, method, arguments);
                });
    }

    private static @Nullable Object call(Logger logger, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(logger, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
