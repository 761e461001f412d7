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
    private final LongAdder longTasks = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder contentions = new LongAdder();

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

    /** Tasks that took longer than 1 ms. */
    public long longTasks() {
        return longTasks.sum();
    }

    /** How often such tasks went to sleep: sleep, park, wait, join. At most: short tasks just before may be in it. */
    public long waits() {
        return waits.sum();
    }

    /** How often such tasks waited for a monitor that another thread held. At most: short tasks just before may be in it. */
    public long contentions() {
        return contentions.sum();
    }

    void addTask(long queuedNanos, long ranNanos) {
        queued.add(queuedNanos);
        ran.add(ranNanos);
        tasks.increment();
    }

    void addBlocked(Duration lost) {
        blocked.add(lost.toNanos());
    }

    void addLongTask() {
        longTasks.increment();
    }

    void addWaits(long waited, long contended) {
        waits.add(waited);
        contentions.add(contended);
    }
}
