package dev.headrace.engine.budget;

import java.time.Duration;

/** What a request asks of its limits. Immutable: make one for each kind of request and use it again. */
public final class Demand {
    /** One permit, however long it takes. */
    public static final Demand ONE = new Demand(1, Long.MAX_VALUE, false);

    private final int cost;
    private final long patienceNanos;
    private final boolean first;

    private Demand(int cost, long patienceNanos, boolean first) {
        this.cost = cost;
        this.patienceNanos = patienceNanos;
        this.first = first;
    }

    /**
     * Counts as {@code cost} requests in each window. Spacing and concurrency count requests, whatever they cost.
     *
     * @param units at least 1
     */
    public Demand cost(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("cost must be at least 1, was " + units);
        }
        return new Demand(units, patienceNanos, first);
    }

    /**
     * Waits this long at most. A request that cannot be sent in time is refused as soon as that is certain, not when
     * the time is over.
     *
     * @param patience zero or more; zero asks for a permit now or never
     */
    public Demand within(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the longest wait must not be negative, was " + patience);
        }
        return new Demand(cost, Nanos.of(patience), first);
    }

    /**
     * Goes before the other requests of its lane: for a request that has waited once and was throttled by the upstream.
     */
    public Demand again() {
        return new Demand(cost, patienceNanos, true);
    }

    int cost() {
        return cost;
    }

    long patienceNanos() {
        return patienceNanos;
    }

    boolean first() {
        return first;
    }
}
