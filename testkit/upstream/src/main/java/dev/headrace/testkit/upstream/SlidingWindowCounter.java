package dev.headrace.testkit.upstream;

/** Remembers the last n arrivals exactly: one more may pass when the oldest of them is a window ago. */
final class SlidingWindowCounter implements LimitCounter {
    private final long[] arrivals;
    private final long windowNanos;
    private long taken;

    SlidingWindowCounter(int requests, long windowNanos) {
        this.arrivals = new long[requests];
        this.windowNanos = windowNanos;
    }

    @Override
    public long waitNanos(long now) {
        return taken < arrivals.length ? 0 : Math.max(0, arrivals[slot(taken)] + windowNanos - now);
    }

    @Override
    public void take(long now) {
        arrivals[slot(taken)] = now;
        taken++;
    }

    @Override
    public int remaining(long now) {
        int recent = 0;
        for (long i = Math.max(0, taken - arrivals.length); i < taken; i++) {
            recent += now - arrivals[slot(i)] < windowNanos ? 1 : 0;
        }
        return arrivals.length - recent;
    }

    @Override
    public long resetNanos(long now) {
        return taken == 0 ? 0 : Math.max(0, arrivals[slot(taken - 1)] + windowNanos - now);
    }

    private int slot(long index) {
        return (int) (index % arrivals.length);
    }
}
