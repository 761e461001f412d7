package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;

/**
 * What an upstream seems to bear that declares no limit and tells of none: learnt from its refusals and failures alone, since latency
 * says more about our own requests than about its load. Guarded by the kernel's lock.
 *
 * <p>The rate follows CUBIC (RFC 9438): a refusal takes it to 0.7 of what was measured, from where it comes back to the old rate and
 * feels its way beyond, never to more than twice what is measured. Requests at once begin at 8 and double with each round of
 * successes that needed them all, until the first sign of trouble (slow start, RFC 5681). From then on they follow AIMD: 0.9 for
 * trouble, once for all that were under way together, and one more for each such round.
 */
final class Adaptation {
    private static final double BACK_OFF = 0.7;
    private static final double GROWTH = 0.4;
    private static final double LEAST_RATE = 0.5;
    private static final int FIRST_AT_ONCE = 8;
    private static final double SHRINK = 0.9;
    private static final double BUSY = 0.9;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pacer pacer = new Pacer();
    private boolean paced;
    private double floor;
    private double before;
    private long refusedAt;
    private double rate;

    private double atOnce = FIRST_AT_ONCE;
    private boolean untroubled = true;
    private long shrunkAt = -1;

    /**
     * The most requests at once; all that are supposed where nothing is.
     *
     * @param most what is supposed, {@link Integer#MAX_VALUE} for nothing
     */
    int atOnce(int most) {
        return most == Integer.MAX_VALUE ? most : (int) Math.min(most, Math.max(1, Math.floor(atOnce)));
    }

    /** Somebody who knows the upstream says that it bears so many at once: there is nothing to feel out below that. */
    void trust(int declaredAtOnce) {
        if (untroubled) {
            atOnce = Math.max(atOnce, declaredAtOnce);
        }
    }

    /** Whether requests go as they come. */
    boolean clear() {
        return !paced;
    }

    /** Requests a second that are let through; infinite while nothing was refused. */
    double rate() {
        return paced ? rate : Double.POSITIVE_INFINITY;
    }

    long dueFor(long unsent, long now) {
        return paced ? pacer.dueFor(unsent, 1, now) : now;
    }

    void sent(long now) {
        if (paced) {
            pacer.sent(1, now);
        }
    }

    /** A new event of refusals, at a rate of so many requests a second. */
    void refused(double measured, long now) {
        before = paced ? Math.min(rate, measured) : measured;
        floor = Math.max(LEAST_RATE, BACK_OFF * before);
        refusedAt = now;
        paced = true;
        untroubled = false;
        pace(floor);
    }

    /** An answer that was no refusal, with so many requests under way, itself included. */
    void passed(int underWay, int most, double measured, long now) {
        if (paced) {
            double seconds = (now - refusedAt) / (double) SECOND;
            double back = Math.cbrt(before * (1 - BACK_OFF) / GROWTH);
            double cubic = GROWTH * Math.pow(seconds - back, 3) + before;
            pace(Math.max(floor, Math.min(cubic, 2 * measured)));
        }
        if (underWay >= BUSY * atOnce(most)) {
            atOnce = Math.min(most, atOnce + (untroubled ? 1 : 1 / atOnce));
        }
    }

    private void pace(double perSecond) {
        rate = perSecond;
        pacer.rate(Math.max(1, Math.round(1_000 * perSecond)), 1_000 * SECOND);
    }

    /** A request failed that was sent then: a lost connection, a timeout, a gateway that gave up. */
    void troubled(long sentAt, int most, long now) {
        if (sentAt > shrunkAt) {
            atOnce = Math.max(1, Math.floor(Math.min(most, atOnce) * SHRINK));
            untroubled = false;
            shrunkAt = now;
        }
    }
}
