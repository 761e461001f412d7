package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;

/**
 * Spreads requests evenly (GCRA: one time says it all, the one at which everything sent so far would have been due). Lets a burst
 * through of what falls due within 50 ms, so that a timer that is late loses no rate: with bursts of one, 26 % were lost on a
 * machine under load (measured). Guarded by the kernel's lock.
 */
final class Pacer {
    private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(50);

    private long interval;
    private long burst = 1;
    private long theoretical;

    /** Of so many in such a span; a span of 0 leaves them unpaced. */
    void rate(long permits, long span) {
        interval = span / Math.max(1, permits);
        burst = interval == 0 ? Long.MAX_VALUE : Math.max(1, Math.min(permits, (CATCH_UP + interval - 1) / interval));
    }

    /**
     * When a request may go: not after {@code now} if it may now, {@link Nanos#NEVER} if what is granted must be sent first.
     *
     * @param unsent what is granted and not sent yet
     */
    long dueFor(long unsent, long cost, long now) {
        if (interval == 0) {
            return now;
        }
        long over = unsent + Math.min(cost, burst) - burst;
        return over > 0 ? Nanos.NEVER : Math.max(now, theoretical + over * interval);
    }

    void sent(long cost, long now) {
        theoretical = Math.max(theoretical, now) + cost * interval;
    }

    /** What was sent cost less. */
    void takeBack(long cost) {
        theoretical -= cost * interval;
    }
}
