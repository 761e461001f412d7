package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The time until which a throttled limit lets nobody through. Guarded by the kernel's lock.
 *
 * <p>Requests that were under way when the upstream began to refuse are refused too: they belong to the same event, which is
 * told by the epoch in which a request was granted.
 */
final class Pause {
    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final long LEAST_JITTER = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_JITTER = TimeUnit.SECONDS.toNanos(5);

    private final DoubleSupplier random;
    private long until;
    private long serverUntil;
    private long epoch;
    private long jitter;
    private int inARow;

    Pause(DoubleSupplier random) {
        this.random = random;
    }

    boolean over(long now) {
        return until == 0 || expire(now);
    }

    /** Whether none is set: cheaper than a look at the clock. */
    boolean clear() {
        return until == 0;
    }

    /** When the pause is over; 0 when there is none. */
    long until() {
        return until;
    }

    /** When the pause is over for the upstream, without the jitter that was added. */
    long serverUntil() {
        return serverUntil;
    }

    boolean sameEvent(long grantedInEpoch) {
        return grantedInEpoch < epoch;
    }

    /** Begins the pause of a new event; {@code hint} is what the upstream asked for, 0 if it said nothing. */
    void begin(long newEpoch, long hint, long now) {
        epoch = newEpoch;
        long wait = hint > 0 ? hint : backoff();
        inARow++;
        // Programs that share the key must not all come back in the same millisecond.
        jitter = (long) (random.getAsDouble() * Math.min(MOST_JITTER, Math.max(LEAST_JITTER, wait / 20)));
        extend(wait, now);
    }

    /** Lets an answer of the same event make the pause longer, never shorter. */
    void extend(long hint, long now) {
        if (hint > 0) {
            serverUntil = Math.max(serverUntil, Nanos.plus(now, hint));
            until = Math.max(until, Nanos.plus(serverUntil, jitter));
        }
    }

    /** An answer that was no refusal, to a request granted since the last event: the next event starts from the shortest pause. */
    void passed(long grantedInEpoch) {
        if (!sameEvent(grantedInEpoch)) {
            inARow = 0;
        }
    }

    private long backoff() {
        return inARow >= 6 ? LONGEST : Math.min(LONGEST, FIRST << inARow);
    }

    private boolean expire(long now) {
        if (now < until) {
            return false;
        }
        until = 0;
        serverUntil = 0;
        return true;
    }
}
