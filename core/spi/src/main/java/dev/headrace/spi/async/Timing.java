package dev.headrace.spi.async;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The limits in time and what measures them; a scheduler is there if a limit is. */
record Timing(
        @Nullable ScheduledExecutorService scheduler,
        LongSupplier clock,
        @Nullable Duration itemTimeout,
        @Nullable Duration deadline) {
    // Readings of a nanosecond clock are compared by their difference, which must not overflow: 146 years at most.
    private static final long LONGEST = Long.MAX_VALUE / 2;

    long now() {
        return clock.getAsLong();
    }

    static long nanos(Duration limit) {
        try {
            return Math.min(limit.toNanos(), LONGEST);
        } catch (ArithmeticException tooLong) {
            return LONGEST;
        }
    }
}
