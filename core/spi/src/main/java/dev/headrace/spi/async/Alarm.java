package dev.headrace.spi.async;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a gather, set to the earliest of all that is due, so that 1e6 items do not make 1e6 timers. Confined
 * to the loop, save for {@link #ring}.
 */
final class Alarm {
    private final Timing timing;
    private final Runnable wake;
    private volatile boolean rung;
    private @Nullable Future<?> pending;
    private long pendingDue;

    Alarm(Timing timing, Runnable wake) {
        this.timing = timing;
        this.wake = wake;
    }

    /** Any thread: makes the loop look what is due. */
    void ring() {
        rung = true;
        wake.run();
    }

    /** Whether it rang since the last call; then it is unset. */
    boolean rang() {
        if (!rung) {
            return false;
        }
        rung = false;
        cancel();
        return true;
    }

    /** Rings at {@code due} on the clock or before. */
    void setBy(long due) {
        ScheduledExecutorService scheduler = timing.scheduler();
        if (scheduler == null || (pending != null && pendingDue - due <= 0)) {
            return;
        }
        cancel();
        pendingDue = due;
        pending = scheduler.schedule(this::ring, Math.max(0, due - timing.now()), TimeUnit.NANOSECONDS);
    }

    void cancel() {
        Future<?> task = pending;
        pending = null;
        if (task == null) {
            return;
        }
        task.cancel(false);
        // By default the JDK's pool keeps a cancelled task in its queue until it would have been due.
        if (timing.scheduler() instanceof ThreadPoolExecutor pool && task instanceof Runnable queued) {
            pool.remove(queued);
        }
    }
}
