package dev.headrace.engine.store;

/**
 * How much one step may hold. A step is one commit: it is in memory whole.
 *
 * @param followUps the most follow-up items
 * @param recordBytes the most bytes of encoded records, and the most characters of all follow-up items together
 */
public record StepLimits(int followUps, long recordBytes) {
    /** 10,000 follow-ups and 64 MiB of records. */
    public static final StepLimits DEFAULT = new StepLimits(10_000, 64L << 20);
}
