package dev.headrace.engine.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Whether and when a failed request is sent again. One for each origin and credential, whoever sends. Thread-safe.
 *
 * <p>Waits are chosen with full jitter. A purse of tokens keeps retries from becoming a load of their own when everything fails:
 * the numbers are those of the AWS SDKs (botocore, retries/quota.py).
 */
final class Retries {
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(20);
    private static final int FULL = 500;
    private static final int COST = 14;

    private final DoubleSupplier random;
    // Guarded by this.
    private int tokens = FULL;

    Retries(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Pays for a retry.
     *
     * @return false if too much has failed lately
     */
    synchronized boolean pay() {
        if (tokens < COST) {
            return false;
        }
        tokens -= COST;
        return true;
    }

    synchronized boolean isSpent() {
        return tokens < COST;
    }

    /** A request succeeded, after so many retries. */
    synchronized void succeeded(int retries) {
        if (tokens < FULL) {
            tokens = Math.min(FULL, tokens + (retries == 0 ? 1 : COST));
        }
    }

    /** @param failed how many attempts have failed, at least 1 */
    Duration waitAfter(int failed) {
        long longest = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(20, failed - 1));
        return Duration.ofNanos((long) (random.getAsDouble() * longest));
    }
}
