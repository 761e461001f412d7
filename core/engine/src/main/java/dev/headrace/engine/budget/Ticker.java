package dev.headrace.engine.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time that budgets live by: a monotonic clock, the wall clock (only for dates that go into messages), and one
 * timer. Thread-safe.
 */
public interface Ticker {
    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanoTime();

    /** The date and time of day. */
    Instant wallTime();

    /**
     * Runs a task once on the timer's thread, not before the delay has passed. Only enqueues: the task never runs on
     * the calling thread.
     *
     * @param delay zero or more
     * @param task short, never blocks, never throws
     */
    Alarm schedule(Duration delay, Runnable task);

    /** One task that waits for its time. */
    interface Alarm {
        /** Withdraws the task; without effect once it has begun. */
        void cancel();
    }

    /**
     * The clocks of the machine, with a timer that somebody else owns and stops. A {@code ScheduledThreadPoolExecutor}
     * of one thread, not wrapped: only from one itself can cancelled tasks be removed.
     */
    static Ticker system(ScheduledExecutorService timer) {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant wallTime() {
                return Instant.now();
            }

            @Override
            public Alarm schedule(Duration delay, Runnable task) {
                Future<?> scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> withdraw(timer, scheduled);
            }
        };
    }

    private static void withdraw(ScheduledExecutorService timer, Future<?> scheduled) {
        scheduled.cancel(false);
        // The JDK's pool keeps a cancelled task until its time has come, which may be an hour away.
        if (timer instanceof ThreadPoolExecutor pool && scheduled instanceof Runnable queued) {
            pool.remove(queued);
        }
    }
}
