package dev.headrace.engine.account;

import java.util.Optional;

/**
 * Where the time of one attempt at a request went, whatever else its item did meanwhile: the phases from {@link Phase#TOKEN} to {@link
 * Phase#DECODE} follow one another. Immutable.
 */
public final class AttemptTimes {
    static final long[] NONE = new long[Phase.values().length];

    private final long began;
    private final long[] nanos;
    private final String limit;

    AttemptTimes(long began, long[] nanos, String limit) {
        this.began = began;
        this.nanos = nanos;
        this.limit = limit;
    }

    /** When it began to wait for its token or its permit, by the run's clock. */
    public long beganNanos() {
        return began;
    }

    /** The nanoseconds in one phase. */
    public long nanosIn(Phase phase) {
        return nanos[phase.ordinal()];
    }

    /** The limit that it waited for longest; empty if it waited for none. */
    public Optional<String> limit() {
        return limit.isEmpty() ? Optional.empty() : Optional.of(limit);
    }
}
