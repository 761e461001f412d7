package dev.headrace.engine.strand;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where a strand's time went, since it was made. Thread-safe; the figures of tasks still running are not in it, and a reader
 * sees each figure whole, not all of one instant.
 */
public final class StrandClock {
    private final LongAdder ran = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final LongAdder tasks = new LongAdder();
    private final LongAdder blocked = new LongAdder();

    StrandClock() {}

    /** Tasks that have ended. */
    public long tasks() {
        return tasks.sum();
    }

    /** The wall time of all tasks, with the time that they were blocked. */
    public Duration ran() {
        return Duration.ofNanos(ran.sum());
    }

    /** The time that tasks waited for their turn, added up: ten tasks that wait 1 ms each make 10 ms. */
    public Duration queued() {
        return Duration.ofNanos(queued.sum());
    }

    /** The part of {@link #ran()} that the watchdog saw lost to blocking calls; computing is not in it. */
    public Duration blocked() {
        return Duration.ofNanos(blocked.sum());
    }

    void addTask(long queuedNanos, long ranNanos) {
        queued.add(queuedNanos);
        ran.add(ranNanos);
        tasks.increment();
    }

    void addBlocked(Duration lost) {
        blocked.add(lost.toNanos());
    }
}
