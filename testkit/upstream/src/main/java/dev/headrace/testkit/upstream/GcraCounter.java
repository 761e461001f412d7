package dev.headrace.testkit.upstream;

/** The generic cell rate algorithm: keeps only the time at which the next request would be exactly on schedule. */
final class GcraCounter implements LimitCounter {
    private final long interval;
    private final long tolerance;
    private final int burst;
    private long onSchedule;
    private boolean started;

    GcraCounter(int requests, long windowNanos, int burst) {
        this.interval = windowNanos / requests;
        this.tolerance = interval * (burst - 1);
        this.burst = burst;
    }

    @Override
    public long waitNanos(long now) {
        return Math.max(0, ahead(now) - tolerance);
    }

    @Override
    public void take(long now) {
        onSchedule = now + ahead(now) + interval;
        started = true;
    }

    @Override
    public int remaining(long now) {
        long room = tolerance + interval - ahead(now);
        return (int) Math.max(0, Math.min(burst, room / interval));
    }

    @Override
    public long resetNanos(long now) {
        return ahead(now);
    }

    /** How far the schedule is ahead of the clock; nanoTime may be negative, so the first request is told apart. */
    private long ahead(long now) {
        return started ? Math.max(0, onSchedule - now) : 0;
    }
}
