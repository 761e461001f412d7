package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that goes from one event to the next. Confined to one thread. */
final class SimulatedTime implements Ticker {
    private static final class Event implements Alarm {
        final long due;
        final long number;
        final Runnable task;
        boolean cancelled;

        Event(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong((Event event) -> event.due).thenComparingLong(event -> event.number));
    private final Instant start;
    private long now;
    private long number;

    SimulatedTime(Instant start) {
        this.start = start;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant wallTime() {
        return start.plusNanos(now);
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Event event = new Event(now + delay.toNanos(), number++, task);
        events.add(event);
        return event;
    }

    /** Goes to the next event; false if there is none. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        if (!next.cancelled) {
            now = Math.max(now, next.due);
            next.task.run();
        }
        return true;
    }
}
