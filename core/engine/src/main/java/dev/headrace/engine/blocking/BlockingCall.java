package dev.headrace.engine.blocking;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work handed to a blocking thread. Thread-safe.
 *
 * @param <T> the type of its result
 */
public final class BlockingCall<T> {
    private final BlockingLane lane;
    private final Executor completeOn;
    private final FutureTask<T> task;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    /** A call that was refused may be cancelled all the same, and is over once. */
    private final AtomicBoolean over = new AtomicBoolean();

    BlockingCall(BlockingLane lane, Callable<T> work, Executor completeOn) {
        this.lane = lane;
        this.completeOn = completeOn;
        // FutureTask interrupts the thread of this work and never that of the work after it; the pool clears what is
        // left.
        this.task = new FutureTask<>(work) {
            @Override
            protected void done() {
                publish();
            }
        };
    }

    /** Completed on the caller's executor; on any thread if that refuses. */
    public CompletionStage<T> result() {
        return result;
    }

    /**
     * Calls the work off: it never starts, or its thread is interrupted. The result fails at once, while work that does not
     * heed interrupts keeps its thread, and its place in the lane, until it ends.
     *
     * @return false if it had ended or was called off already
     */
    public boolean cancel() {
        boolean cancelled = task.cancel(true);
        if (cancelled) {
            lane.forget(this);
        }
        return cancelled;
    }

    /** On the blocking thread. */
    void run() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(lane.loader());
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
            lane.finished();
        }
    }

    void refuse(Throwable why) {
        complete(() -> result.completeExceptionally(why));
    }

    private void publish() {
        complete(this::copyOutcome);
    }

    private void complete(Runnable completion) {
        try {
            completeOn.execute(completion);
        } catch (RejectedExecutionException closed) {
            completion.run(); // nobody is left on the executor; who waits elsewhere still learns how it went
        } finally {
            if (over.compareAndSet(false, true)) {
                lane.completed();
            }
        }
    }

    /** The task is done here, so that asking for its result does not wait. */
    private void copyOutcome() {
        try {
            result.complete(task.get());
        } catch (ExecutionException e) {
            result.completeExceptionally(e.getCause());
        } catch (CancellationException | InterruptedException e) {
            result.completeExceptionally(e);
        }
    }
}
