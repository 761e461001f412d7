package dev.headrace.engine.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether and when a failed request is sent again. One for each origin and credential, whoever sends. Thread-safe.
 *
 * <p>Waits are chosen with full jitter. A budget keeps retries from becoming a load of their own when everything fails: one for every
 * ten requests (Google's SRE book, "Handling Overload"), and three a second whatever else, so that a slow run has its retries and one
 * that outlives an outage has them again at once. What is saved is bounded by what the AWS SDKs allow: 500 tokens at 14 a retry. A
 * retry that helps costs nothing.
 */
final class Retries {
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(20);
    private static final double A_REQUEST = 0.1;
    private static final double MOST_SAVED = 35;
    private static final double EACH_SECOND = 3;

    private final DoubleSupplier random;
    private final LongSupplier nanoTime;
    // All that follows is guarded by this; in retries.
    private double saved = MOST_SAVED;
    private double floor = EACH_SECOND;
    private long filledAt;

    /** @param nanoTime the clock that the floor fills by */
    Retries(DoubleSupplier random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
    }

    /** A request has been sent for the first time, and has come to an end. */
    synchronized void asked() {
        saved = Math.min(MOST_SAVED, saved + A_REQUEST);
    }

    /**
     * Pays for a retry.
     *
     * @return false if too much has failed lately
     */
    synchronized boolean pay() {
        if (isSpent()) {
            return false;
        }
        if (saved >= 1) {
            saved--;
        } else {
            floor--;
        }
        return true;
    }

    synchronized boolean isSpent() {
        long now = nanoTime.getAsLong();
        floor = Math.min(EACH_SECOND, floor + EACH_SECOND * (now - filledAt) / 1e9);
        filledAt = now;
        return saved < 1 && floor < 1;
    }

    /** A request succeeded, after so many retries: the last of them was worth it. */
    synchronized void succeeded(int retries) {
        saved = Math.min(MOST_SAVED, saved + (retries == 0 ? 0 : 1));
    }

    /** @param failed how many attempts have failed, at least 1 */
    Duration waitAfter(int failed) {
        long longest = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(20, failed - 1));
        return Duration.ofNanos((long) (random.getAsDouble() * longest));
    }
}
