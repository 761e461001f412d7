package dev.headrace.engine.account;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The time that one item, or one connector, spent in each phase, and the time it waited for each limit. Thread-safe; a reader
 * sees each number whole, not all of one instant.
 */
public final class TimeAccount {
    private static final Phase[] PHASES = Phase.values();

    private final AtomicLongArray nanos = new AtomicLongArray(PHASES.length);
    private final @Nullable TimeAccount whole;
    // Made on the first wait: most items never wait for a limit, and a million of them must stay small.
    private volatile Map<String, LongAdder> waitsByLimit = Map.of();

    /** An account without any time. */
    public TimeAccount() {
        this.whole = null;
    }

    /**
     * An account whose times are part of another's: all that is added here is added there at once, also what comes after the
     * end of the item that this account is of.
     */
    public TimeAccount(TimeAccount whole) {
        this.whole = whole;
    }

    /** Adds a span; a negative one, as a clock may give between two threads, counts as none. */
    public void add(Phase phase, long spanNanos) {
        if (spanNanos > 0) {
            change(phase, spanNanos);
        }
    }

    /** Takes a span that turns out to have been spent otherwise out of the phase that it was added to. */
    public void move(Phase from, Phase to, long spanNanos) {
        change(from, -spanNanos);
        change(to, spanNanos);
    }

    private void change(Phase phase, long spanNanos) {
        nanos.addAndGet(phase.ordinal(), spanNanos);
        if (whole != null) {
            whole.change(phase, spanNanos);
        }
    }

    /** Adds a wait for a permit, in {@link Phase#BUDGET} and under the limit that let it wait last. */
    public void addBudgetWait(String limit, long spanNanos) {
        if (spanNanos > 0) {
            add(Phase.BUDGET, spanNanos);
            addWait(limit, spanNanos);
        }
    }

    private void addWait(String limit, long spanNanos) {
        waits().computeIfAbsent(limit, name -> new LongAdder()).add(spanNanos);
        if (whole != null) {
            whole.addWait(limit, spanNanos);
        }
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
