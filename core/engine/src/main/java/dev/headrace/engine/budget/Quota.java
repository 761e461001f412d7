package dev.headrace.engine.budget;

import dev.headrace.engine.budget.KeptLimit.KeptQuota;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the upstream itself says is left until its window is reset. It only ever lowers what the declared rules allow.
 * Guarded by the kernel's lock.
 */
final class Quota {
    private static final long UNKNOWN = Long.MAX_VALUE;

    /**
     * Upstreams tell the reset in whole seconds and by their own clock: two answers of one window differ by this much.
     */
    private static final long TOLERANCE = TimeUnit.SECONDS.toNanos(2);

    private long left = UNKNOWN;
    private long resetAt;

    /** Whether there is room without a look at the clock. */
    boolean roomy(int cost) {
        return left >= cost;
    }

    void charge(int cost) {
        if (left != UNKNOWN) {
            left = Math.max(0, left - cost);
        }
    }

    void refund(int cost) {
        if (left != UNKNOWN) {
            left += cost;
        }
    }

    long dueFor(int cost, long now) {
        expire(now);
        return left >= cost ? now : resetAt;
    }

    /**
     * Takes over what an answer said.
     *
     * @param remaining what the upstream says is left, less what was sent since the request that it answers
     */
    void observe(long remaining, long reset, long now) {
        expire(now);
        if (reset <= now) {
            return;
        }
        boolean newWindow = left == UNKNOWN || reset > resetAt + TOLERANCE;
        left = Math.max(0, newWindow ? remaining : Math.min(left, remaining));
        // One that is reset earlier is another quota under the same limit. The earlier of the two is believed: the
        // other is told
        // again by the next answer, while a small rest believed until a late reset would stop everything for nothing.
        boolean sameWindow = !newWindow && reset >= resetAt - TOLERANCE;
        resetAt = sameWindow ? Math.max(resetAt, reset) : reset;
    }

    /** What is to be kept between runs; null when nothing is known. */
    @Nullable
    KeptQuota keep(Instant wall, long now) {
        expire(now);
        return left == UNKNOWN ? null : new KeptQuota(left, wall.plusNanos(resetAt - now));
    }

    private void expire(long now) {
        if (left != UNKNOWN && now >= resetAt) {
            left = UNKNOWN;
        }
    }
}
