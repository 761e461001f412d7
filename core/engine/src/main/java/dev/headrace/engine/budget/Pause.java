package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The time in which a throttled limit lets nobody through, and the probe after it: one request goes alone, the others
 * follow when its answer is no refusal. Guarded by the kernel's lock.
 *
 * <p>Requests that were under way when the upstream began to refuse are refused too: they belong to the same event,
 * which is told by the epoch in which a request was granted.
 */
final class Pause {
    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final long LEAST_JITTER = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_JITTER = TimeUnit.SECONDS.toNanos(5);

    /** A probe that takes longer is a slow request, not a sign. */
    private static final long PROBE_PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private enum Probe {
        /** Not needed. */
        NONE,
        /** The next request will be one. */
        NEXT,
        /** Granted, not sent yet. */
        GRANTED,
        /** Sent; its answer is awaited. */
        OUT
    }

    private final DoubleSupplier random;
    private long until;
    private long serverUntil;
    private long epoch;
    private long jitter;
    private int inARow;
    private Probe probe = Probe.NONE;
    private long probeUntil;

    Pause(DoubleSupplier random) {
        this.random = random;
    }

    /** Whether there is neither a pause nor a probe, without a look at the clock. */
    boolean clear() {
        return until == 0 && probe == Probe.NONE;
    }

    boolean over(long now) {
        if (now < until) {
            return false;
        }
        until = 0;
        return true;
    }

    /** When the pause is over; 0 when there is none. */
    long until() {
        return until;
    }

    /** When it is over for the upstream, without the jitter that was added; past when there is none. */
    long serverUntil() {
        return serverUntil;
    }

    /**
     * When a request may go: not after {@code now} if it may now, {@link Nanos#NEVER} if a probe must be sent first.
     */
    long due(long now) {
        if (!over(now)) {
            return until;
        }
        if (probe == Probe.OUT && now >= probeUntil) {
            probe = Probe.NONE;
        }
        return switch (probe) {
            case NONE, NEXT -> now;
            case GRANTED -> Nanos.NEVER;
            case OUT -> probeUntil;
        };
    }

    boolean sameEvent(long grantedInEpoch) {
        return grantedInEpoch < epoch;
    }

    /** Begins the pause of a new event; {@code hint} is what the upstream asked for, 0 if it said nothing. */
    void begin(long newEpoch, long hint, long now) {
        epoch = newEpoch;
        probe = Probe.NEXT;
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

    /** Goes on with the pause of an earlier process. */
    void recall(long pausedUntil) {
        until = pausedUntil;
        serverUntil = pausedUntil;
        probe = Probe.NEXT;
    }

    void granted() {
        if (probe == Probe.NEXT) {
            probe = Probe.GRANTED;
        }
    }

    void sent(long grantedInEpoch, long now) {
        if (probe == Probe.GRANTED && !sameEvent(grantedInEpoch)) {
            probe = Probe.OUT;
            probeUntil = Nanos.plus(now, PROBE_PATIENCE);
        }
    }

    /** A request is over, answered or not: if it was the probe and said nothing, the next one is. */
    void finished(long grantedInEpoch) {
        if (probe != Probe.NONE && !sameEvent(grantedInEpoch)) {
            probe = Probe.NEXT;
        }
    }

    /**
     * An answer that was no refusal, to a request granted since the last event: the trouble is over.
     *
     * @return true if a probe was out for it
     */
    boolean passed(long grantedInEpoch) {
        if (sameEvent(grantedInEpoch)) {
            return false;
        }
        boolean probed = probe == Probe.OUT;
        inARow = 0;
        probe = Probe.NONE;
        return probed;
    }

    private long backoff() {
        return inARow >= 6 ? LONGEST : Math.min(LONGEST, FIRST << inARow);
    }
}
