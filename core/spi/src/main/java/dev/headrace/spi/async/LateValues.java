package dev.headrace.spi.async;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gets rid of values that nobody waits for any more, off the thread that brought them. */
record LateValues(Executor executor, Consumer<Object> hook) {
    void discard(@Nullable Object value) {
        if (value == null) {
            return;
        }
        Runnable discarding = () -> Uncaught.run(() -> hook.accept(value));
        try {
            executor.execute(discarding);
        } catch (RuntimeException | Error refused) {
            // A connection closed on the wrong thread costs less than a connection leaked.
            discarding.run();
        }
    }

    static void closeIfCloseable(Object value) {
        if (value instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception thrown) {
                Uncaught.report(thrown);
            }
        }
    }
}
