package dev.headrace.engine.blocking;

import dev.headrace.spi.TransientException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connector's part of the blocking threads: first come, first served, so much at once, so much more waiting. Thread-safe:
 * the queue and the count are guarded by this object's monitor, which is never held while calling out.
 */
public final class BlockingLane {
    private final BlockingPool pool;
    private final Executor threads;
    private final LaneLimits limits;
    private final Queue<BlockingCall<?>> waiting = new ArrayDeque<>();
    private int running;

    BlockingLane(BlockingPool pool, Executor threads, LaneLimits limits) {
        this.pool = pool;
        this.threads = threads;
        this.limits = limits;
    }

    /**
     * Runs work on a blocking thread, now or after what came before it.
     *
     * @param work interrupted when the call is cancelled while it runs
     * @param completeOn where the result is completed, usually the connector's strand
     * @return the call; its result fails with what the work threw, with a {@link TransientException} if the lane is full or
     *     closed, and with a {@link java.util.concurrent.CancellationException} once cancelled
     */
    public <T> BlockingCall<T> call(Callable<T> work, Executor completeOn) {
        pool.activity().begins();
        BlockingCall<T> call = new BlockingCall<>(this, work, completeOn);
        if (pool.closed()) {
            call.refuse(
                    new TransientException("blocking work of '%s' was refused: the pool is closed".formatted(name())));
        } else if (admit(call)) {
            start(call);
        } else if (pool.closed()) {
            cancelWaiting(); // it may have come after the closing thread looked
        }
        return call;
    }

    String name() {
        return limits.name();
    }

    ClassLoader loader() {
        return limits.loader();
    }

    /** Called when a call has its result, once. */
    void completed() {
        pool.activity().ends();
    }

    /** Called when a call lets go of its thread: the next one takes its place. */
    void finished() {
        BlockingCall<?> next;
        synchronized (this) {
            next = waiting.poll();
            running -= next == null ? 1 : 0;
        }
        if (next != null) {
            start(next);
        }
    }

    /** Called when a call was cancelled that may still be waiting. */
    synchronized void forget(BlockingCall<?> call) {
        waiting.remove(call);
    }

    void cancelWaiting() {
        List<BlockingCall<?>> left;
        synchronized (this) {
            left = List.copyOf(waiting);
        }
        left.forEach(BlockingCall::cancel);
    }

    /** True if the call has a place to run; else it waits, or has been refused. */
    private boolean admit(BlockingCall<?> call) {
        @Nullable TransientException refusal = null;
        synchronized (this) {
            if (running < limits.atOnce()) {
                running++;
                return true;
            }
            if (waiting.size() < limits.waiting()) {
                waiting.add(call);
            } else {
                refusal = full();
            }
        }
        if (refusal != null) {
            call.refuse(refusal);
        }
        return false;
    }

    private TransientException full() {
        return new TransientException(
                "blocking work of '%s' was refused: %s run and %s wait already; start less at once"
                        .formatted(name(), limits.atOnce(), limits.waiting()));
    }

    private void start(BlockingCall<?> call) {
        try {
            threads.execute(call::run);
        } catch (RejectedExecutionException closed) {
            call.cancel();
            finished();
        }
    }
}
