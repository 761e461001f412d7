package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves; alarms ring on the thread that moves it. Thread-safe. */
final class HandTicker implements Ticker {
    private static final Instant START = Instant.parse("2025-06-01T12:00:00Z");

    private final List<Due> alarms = new ArrayList<>();
    private long now = 1_000_000_000L;

    private record Due(long at, Runnable task) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant wallTime() {
        return START.plusNanos(now);
    }

    @Override
    public synchronized Alarm schedule(Duration delay, Runnable task) {
        Due due = new Due(now + delay.toNanos(), task);
        alarms.add(due);
        notifyAll();
        return () -> cancel(due);
    }

    /** Moves the clock and rings every alarm that falls due, in its order. */
    void advance(Duration span) {
        long end = nanoTime() + span.toNanos();
        for (Due due = next(end); due != null; due = next(end)) {
            due.task.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** How many alarms are set to ring within a span, waiting until there is one. */
    synchronized void awaitAlarmWithin(Duration span) throws InterruptedException {
        while (alarms.stream().noneMatch(due -> due.at - now <= span.toNanos())) {
            wait(10_000);
        }
    }

    private synchronized void cancel(Due due) {
        alarms.remove(due);
    }

    private synchronized Due next(long end) {
        Due first = alarms.stream().min(Comparator.comparingLong(Due::at)).orElse(null);
        if (first == null || first.at > end) {
            return null;
        }
        alarms.remove(first);
        now = Math.max(now, first.at);
        return first;
    }
}
