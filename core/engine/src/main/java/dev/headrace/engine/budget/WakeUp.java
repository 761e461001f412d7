package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one armed timer of all budgets. Thread-safe, with a lock of its own that is never held while the kernel's is
 * taken: the kernel's critical sections must not contain a scheduling.
 */
final class WakeUp {
    /**
     * No two wake-ups are closer than this: what falls due in between is granted in one go (measured: 100,000 waiters
     * need 4,200 wake-ups instead of 100,000, and 5 s instead of 14).
     */
    private static final long QUANTUM = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);

    private final Ticker ticker;
    private final long origin;
    private final Runnable wake;

    private Ticker.@Nullable Alarm alarm;
    private long armedFor = Nanos.NEVER;
    private long lastFired = -QUANTUM;

    WakeUp(Ticker ticker, long origin, Runnable wake) {
        this.ticker = ticker;
        this.origin = origin;
        this.wake = wake;
    }

    /** Sees to it that the kernel wakes up at this time or before. */
    synchronized void noLaterThan(long time) {
        long due = Math.max(time, lastFired + QUANTUM);
        if (due >= armedFor) {
            return;
        }
        cancel();
        armedFor = due;
        long delay = Math.max(0, due - (ticker.nanoTime() - origin));
        alarm = ticker.schedule(Duration.ofNanos(delay), () -> fire(due));
    }

    synchronized void cancel() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        armedFor = Nanos.NEVER;
    }

    private void fire(long due) {
        synchronized (this) {
            // One that was cancelled too late is not the armed one any more.
            if (armedFor == due) {
                armedFor = Nanos.NEVER;
                alarm = null;
            }
            lastFired = ticker.nanoTime() - origin;
        }
        try {
            wake.run();
        } catch (Throwable e) {
            // A timer swallows what its tasks throw, and nobody would ever wake up again.
            LOG.error("looking at the requests that wait failed; it is tried again in {}", Nanos.text(RETRY), e);
            noLaterThan(Nanos.plus(lastFired, RETRY.toNanos()));
        }
    }
}
