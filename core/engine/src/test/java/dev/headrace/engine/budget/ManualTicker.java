package dev.headrace.engine.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that moves only when a test moves it. Alarms ring on the test's thread. */
final class ManualTicker implements Ticker {
    static final Instant START = Instant.parse("2025-06-01T12:00:00Z");

    private static final class Entry implements Alarm {
        final long time;
        final long number;
        final Runnable task;
        boolean cancelled;

        Entry(long time, long number, Runnable task) {
            this.time = time;
            this.number = number;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.time).thenComparingLong(entry -> entry.number));

    // An odd origin: nobody may take the clock's numbers for times since something.
    private long nanos = -7_000_000_000L;
    private long number;
    private int rung;
    private @Nullable Error failure;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant wallTime() {
        Error planted = failure;
        failure = null;
        if (planted != null) {
            throw planted;
        }
        return START.plus(elapsed());
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), number++, task);
        entries.add(entry);
        return entry;
    }

    /** The next look at the wall clock fails. */
    void failOnce(Error planted) {
        failure = planted;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos + 7_000_000_000L);
    }

    double seconds() {
        return elapsed().toNanos() / 1e9;
    }

    /** Alarms that rang so far. */
    int rung() {
        return rung;
    }

    /** Alarms that are set. */
    long armed() {
        return entries.stream().filter(entry -> !entry.cancelled).count();
    }

    void advance(Duration span) {
        long end = nanos + span.toNanos();
        while (!entries.isEmpty() && entries.peek().time <= end) {
            ring(entries.remove());
        }
        nanos = end;
    }

    /** Moves on until no alarm is left. */
    void runOut() {
        while (!entries.isEmpty()) {
            ring(entries.remove());
        }
    }

    private void ring(Entry entry) {
        if (!entry.cancelled) {
            nanos = Math.max(nanos, entry.time);
            rung++;
            entry.task.run();
        }
    }
}
