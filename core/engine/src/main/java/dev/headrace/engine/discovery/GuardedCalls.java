package dev.headrace.engine.discovery;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls code of plugins, one call after the other, so that neither what it throws nor that it hangs reaches the caller. The
 * calls run on a daemon thread; one that hangs keeps its thread, and the next call gets a new one. Confined to the thread that
 * made it.
 */
final class GuardedCalls implements AutoCloseable {
    /**
     * What came of a call.
     *
     * @param value of a call that returned; may be {@code null} then too
     * @param failure of any other; {@code null} for a call that returned
     */
    record Result<T>(@Nullable T value, @Nullable FailureText failure, boolean hangs) {}

    private static final String THREAD = "headrace-discovery";

    private final Duration limit;
    private ExecutorService worker = newWorker();
    private volatile @Nullable Thread thread;

    /** @param limit for one call */
    GuardedCalls(Duration limit) {
        this.limit = limit;
    }

    /** Waits for the call, at most as long as the limit: nothing else can start before the connectors are known. */
    <T> Result<T> call(ClassLoader context, Callable<? extends @Nullable T> work) {
        Future<Result<T>> future = worker.submit(() -> guarded(context, work));
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            return abandon();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return hanging("was interrupted");
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private <T> Result<T> guarded(ClassLoader context, Callable<? extends @Nullable T> work) {
        Thread current = Thread.currentThread();
        thread = current;
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(context);
        try {
            return new Result<>(work.call(), null, false);
        } catch (Throwable anything) {
            // Also errors: a plugin that runs out of stack or memory, or cannot be linked, must not keep the others
            // from
            // running. As text, since the exception keeps the classes of the plugin.
            return new Result<>(null, FailureText.of(anything), false);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private <T> Result<T> abandon() {
        String where = whereIsIt();
        worker.shutdownNow();
        worker = newWorker();
        return hanging("gave no answer within %s ms%s".formatted(limit.toMillis(), where));
    }

    private static <T> Result<T> hanging(String text) {
        return new Result<>(null, new FailureText(text, text), true);
    }

    private String whereIsIt() {
        Thread hanging = thread;
        StackTraceElement[] stack = hanging == null ? new StackTraceElement[0] : hanging.getStackTrace();
        for (StackTraceElement frame : stack) {
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")) {
                return ", it is in " + frame;
            }
        }
        return "";
    }

    private static ExecutorService newWorker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, THREAD);
            made.setDaemon(true);
            return made;
        });
    }
}
