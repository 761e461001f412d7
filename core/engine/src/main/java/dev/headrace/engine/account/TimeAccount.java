package dev.headrace.engine.account;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The time that all items of a connector or a stream spent in each phase, and what they waited for each limit. Thread-safe; a reader
 * sees each number whole, not all of one instant.
 */
public final class TimeAccount {
    private static final Phase[] PHASES = Phase.values();

    private final AtomicLongArray nanos = new AtomicLongArray(PHASES.length);
    private final Map<String, LimitWait> waits = new ConcurrentHashMap<>();

    /** An account without any time. */
    public TimeAccount() {}

    /**
     * Adds the time of an item that is over.
     *
     * @param spent nanoseconds by phase
     * @param waited part of that, by limit
     */
    public void add(long[] spent, Map<String, LimitWait> waited) {
        for (int phase = 0; phase < spent.length; phase++) {
            if (spent[phase] > 0) {
                nanos.addAndGet(phase, spent[phase]);
            }
        }
        waited.forEach((limit, wait) -> waits.merge(limit, wait, LimitWait::plus));
    }

    /** Adds a span that is no item's. */
    public void add(Phase phase, Duration span) {
        nanos.addAndGet(phase.ordinal(), Math.max(0, span.toNanos()));
    }

    /** Takes a span that turns out to have been spent otherwise out of the phase that it was added to. */
    public void move(Phase from, Phase to, Duration span) {
        nanos.addAndGet(from.ordinal(), -span.toNanos());
        nanos.addAndGet(to.ordinal(), span.toNanos());
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

    /** What was waited for each limit, by its name. */
    public Map<String, LimitWait> waits() {
        return new TreeMap<>(waits);
    }
}
