package dev.headrace.testkit.upstream;

/** Counts the requests of one strict limit. Confined to the lock of {@link StrictLimits}; times are {@link UpstreamClock#nanoTime()}. */
interface LimitCounter {
    /** How long a request that arrives now is too early; 0 if it may pass. */
    long waitNanos(long now);

    /** Charges a request that arrives now. */
    void take(long now);

    /** A request that was charged has been answered. */
    default void release() {}

    /** How many more could pass right now. */
    int remaining(long now);

    /** How long until the limit is whole again if nothing more comes. */
    long resetNanos(long now);
}
