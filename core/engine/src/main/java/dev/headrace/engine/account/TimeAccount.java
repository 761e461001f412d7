package dev.headrace.engine.account;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The time that one item, or one connector, spent in each phase, and the time it waited for each limit. Thread-safe; a reader
 * sees each number whole, not all of one instant.
 */
public final class TimeAccount {
    private static final Phase[] PHASES = Phase.values();

    private final AtomicLongArray nanos = new AtomicLongArray(PHASES.length);
    // Made on the first wait: most items never wait for a limit, and a million of them must stay small.
    private volatile Map<String, LongAdder> waitsByLimit = Map.of();

    /** An account without any time. */
    public TimeAccount() {}

    /** Adds a span; a negative one, as a clock may give between two threads, counts as none. */
    public void add(Phase phase, long spanNanos) {
        if (spanNanos > 0) {
            nanos.addAndGet(phase.ordinal(), spanNanos);
        }
    }

    /** Adds a wait for a permit, in {@link Phase#BUDGET} and under the limit that let it wait last. */
    public void addBudgetWait(String limit, long spanNanos) {
        if (spanNanos > 0) {
            add(Phase.BUDGET, spanNanos);
            waits().computeIfAbsent(limit, name -> new LongAdder()).add(spanNanos);
        }
    }

    /** Adds all that another account holds. */
    public void addAll(TimeAccount other) {
        for (Phase phase : PHASES) {
            add(phase, other.nanos.get(phase.ordinal()));
        }
        other.waitsByLimit.forEach((limit, wait) ->
                waits().computeIfAbsent(limit, name -> new LongAdder()).add(wait.sum()));
    }

    /** The time in one phase so far. */
    public Duration in(Phase phase) {
        return Duration.ofNanos(nanos.get(phase.ordinal()));
    }

    /** The time in every phase that has any. */
    public Map<Phase, Duration> phases() {
        Map<Phase, Duration> spent = new EnumMap<>(Phase.class);
        for (Phase phase : PHASES) {
            if (nanos.get(phase.ordinal()) > 0) {
                spent.put(phase, in(phase));
            }
        }
        return spent;
    }

    /** The time spent waiting for each limit. */
    public Map<String, Duration> waitsByLimit() {
        Map<String, Duration> waits = new java.util.TreeMap<>();
        waitsByLimit.forEach((limit, wait) -> waits.put(limit, Duration.ofNanos(wait.sum())));
        return waits;
    }

    private Map<String, LongAdder> waits() {
        Map<String, LongAdder> waits = waitsByLimit;
        if (waits instanceof ConcurrentHashMap) {
            return waits;
        }
        synchronized (this) {
            if (!(waitsByLimit instanceof ConcurrentHashMap)) {
                waitsByLimit = new ConcurrentHashMap<>();
            }
            return waitsByLimit;
        }
    }
}
