package dev.headrace.testkit.upstream;

/** Counts requests that are not answered yet. */
final class ConcurrencyCounter implements LimitCounter {
    private final int requests;
    private final long pauseNanos;
    private int unanswered;

    ConcurrencyCounter(int requests, long pauseNanos) {
        this.requests = requests;
        this.pauseNanos = pauseNanos;
    }

    @Override
    public long waitNanos(long now) {
        return unanswered < requests ? 0 : pauseNanos;
    }

    @Override
    public void take(long now) {
        unanswered++;
    }

    @Override
    public void release() {
        unanswered--;
    }

    @Override
    public int remaining(long now) {
        return requests - unanswered;
    }

    @Override
    public long resetNanos(long now) {
        return unanswered == 0 ? 0 : pauseNanos;
    }
}
