package dev.headrace.engine.budget;

import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

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

    /** Where requests on the network are told of. */
    default Activity activity() {
        return Activity.UNWATCHED;
    }

    /** One task that waits for its time. */
    interface Alarm {
        /** Withdraws the task; without effect once it has begun. */
        void cancel();
    }

    /** The clocks of the machine, with a timer that somebody else owns and stops: see {@link RunTime#ofMachine}. */
    static Ticker system(ScheduledExecutorService timer) {
        return of(RunTime.ofMachine(timer));
    }

    /** The time of a run, as budgets see it. */
    static Ticker of(RunTime time) {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return time.nanoTime();
            }

            @Override
            public Instant wallTime() {
                return time.wallTime();
            }

            @Override
            public Alarm schedule(Duration delay, Runnable task) {
                return time.schedule(delay, task)::cancel;
            }

            @Override
            public Activity activity() {
                return time.activity();
            }
        };
    }
}
