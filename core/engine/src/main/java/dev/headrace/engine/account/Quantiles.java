package dev.headrace.engine.account;

import java.time.Duration;

/**
 * How durations are spread, in bounded memory: counts in sixteen equal steps of each power of two, of microseconds. What it tells is the
 * middle of a step, so at most a thirty-second off (3.2 %), or half a microsecond below 16 us; the longest is exact. Confined or guarded by
 * its owner.
 */
public final class Quantiles {
    private static final int STEPS = 16;
    private static final int STEP_BITS = 4;
    /** Up to 2^50 us, which is 35 years. */
    private static final int POWERS = 50;

    // For each power of two, made when it is met: most items of a kind take about as long.
    private final long[][] counts = new long[POWERS][];
    private long all;
    private long longest;

    /** No durations yet. */
    public Quantiles() {}

    /** Counts one. */
    public void add(Duration duration) {
        long micros = Math.max(0, duration.toNanos() / 1_000);
        int power = micros < STEPS ? 0 : Long.SIZE - Long.numberOfLeadingZeros(micros) - STEP_BITS;
        int step = (int) (power == 0 ? micros : (micros >>> power - 1) - STEPS);
        int row = Math.min(power, POWERS - 1);
        if (counts[row] == null) {
            counts[row] = new long[STEPS];
        }
        counts[row][step]++;
        all++;
        longest = Math.max(longest, duration.toNanos());
    }

    /**
     * The duration that this part of all did not exceed; zero if there are none.
     *
     * @param part between 0 and 1
     */
    public Duration at(double part) {
        long rank = Math.max(1, (long) Math.ceil(part * all));
        long seen = 0;
        for (int power = 0; power < POWERS && all > 0; power++) {
            long[] row = counts[power];
            for (int step = 0; row != null && step < STEPS; step++) {
                seen += row[step];
                if (seen >= rank) {
                    return Duration.ofNanos(Math.min(longest, middle(power, step)));
                }
            }
        }
        return Duration.ofNanos(longest);
    }

    private static long middle(int power, int step) {
        long width = power == 0 ? 1 : 1L << power - 1;
        long from = power == 0 ? step : (STEPS + (long) step) << power - 1;
        return from * 1_000 + width * 500;
    }

    /** The longest of all; zero if there are none. */
    public Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** How many were counted. */
    public long size() {
        return all;
    }
}
