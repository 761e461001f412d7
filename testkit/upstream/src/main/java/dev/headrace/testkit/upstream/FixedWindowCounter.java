package dev.headrace.testkit.upstream;

/** Counts from zero again in each window. */
final class FixedWindowCounter implements LimitCounter {
    private final int requests;
    private final long windowNanos;
    private final long origin;
    private long window;
    private int taken;

    FixedWindowCounter(int requests, long windowNanos, long origin) {
        this.requests = requests;
        this.windowNanos = windowNanos;
        this.origin = origin;
    }

    @Override
    public long waitNanos(long now) {
        enter(now);
        return taken < requests ? 0 : resetNanos(now);
    }

    @Override
    public void take(long now) {
        enter(now);
        taken++;
    }

    @Override
    public int remaining(long now) {
        enter(now);
        return Math.max(0, requests - taken);
    }

    @Override
    public long resetNanos(long now) {
        return windowNanos - Math.floorMod(now - origin, windowNanos);
    }

    private void enter(long now) {
        long current = Math.floorDiv(now - origin, windowNanos);
        if (current != window) {
            window = current;
            taken = 0;
        }
    }
}
