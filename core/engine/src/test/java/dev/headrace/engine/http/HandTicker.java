package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * Moves the clock in small steps until a result is there, and lets real time pass between them for what is on the network. In
     * all less than the 30 s of an attempt, so that none is late by this.
     */
    <T> T advanceUntilDone(CompletableFuture<T> result) throws Exception {
        for (int step = 0; step < 280; step++) {
            try {
                return result.get(25, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                advance(Duration.ofMillis(100));
            }
        }
        throw new AssertionError("no result within 28 s on the test's clock");
    }

    /** Waits until so many alarms are set. */
    void awaitAlarms(int count) {
        Await.until(count + " alarms are set", () -> alarms() >= count);
    }

    private synchronized int alarms() {
        return alarms.size();
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
