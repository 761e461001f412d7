package dev.headrace.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/** The time of one run. Thread-safe. */
public interface RunTime extends AutoCloseable {
    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanoTime();

    /** The date and time of day. */
    Instant wallTime();

    /**
     * Runs a task once on the clock's own thread, not before the delay has passed, and never on the calling thread.
     *
     * @param delay zero or more
     * @param task short, never blocks, never throws
     */
    Alarm schedule(Duration delay, Runnable task);

    /** Where the run tells of its work, so that a clock that is not the machine's can stand still meanwhile. */
    Activity activity();

    /** Withdraws what is scheduled; what is told of work from now on is ignored. */
    @Override
    void close();

    /** One task that waits for its time. */
    interface Alarm {
        /** Withdraws the task; without effect once it has begun. */
        void cancel();
    }

    /**
     * The machine's own time, with a timer that somebody else owns and stops. A {@code ScheduledThreadPoolExecutor} of one thread,
     * not wrapped: only from one itself can cancelled tasks be removed.
     */
    static RunTime ofMachine(ScheduledExecutorService timer) {
        return new MachineTime(timer);
    }
}
