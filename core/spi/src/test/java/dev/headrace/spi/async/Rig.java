package dev.headrace.spi.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Real threads of three kinds, told apart by their names: {@code work-N}, {@code io-N} and {@code timer-N}. */
final class Rig implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    final ExecutorService work = Executors.newFixedThreadPool(2, named("work"));
    final ExecutorService io = Executors.newFixedThreadPool(1, named("io"));
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("timer"));

    /** At most 64 at a time, on the {@code work} threads, timed by the {@code timer} thread. */
    <I> Gather.Builder<I> over(Iterable<? extends I> inputs) {
        return Gather.<I>over(inputs).concurrency(64).executor(work).scheduler(timer);
    }

    /** Completes later, on the {@code io} thread. */
    <T> CompletionStage<T> later(T value) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        io.execute(() -> stage.complete(value));
        return stage;
    }

    <T> CompletionStage<T> failLater(Throwable cause) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        io.execute(() -> stage.completeExceptionally(cause));
        return stage;
    }

    /** Waits for the end of a gather. */
    static <R> R end(Gather.Handle<R> handle) {
        return await(handle.result());
    }

    static <R> R await(CompletionStage<R> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("no result", failed);
        }
    }

    @Override
    public void close() {
        work.shutdownNow();
        io.shutdownNow();
        timer.shutdownNow();
    }

    private static ThreadFactory named(String kind) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, kind + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
