package dev.headrace.engine.budget;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Spans of time as the kernel counts them: nanoseconds, with {@link Long#MAX_VALUE} for ever. */
final class Nanos {
    /** Later than any time: what only an event can end, not the clock. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Nanos() {}

    static long of(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? NEVER : duration.toNanos();
    }

    /** A span as people write it: {@code 1m30s}, {@code 2.5s}. */
    static String text(Duration span) {
        return span.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** The sum of two times that are not negative; a sum that is too large is for ever. */
    static long plus(long time, long span) {
        long sum = time + span;
        return sum < 0 ? NEVER : sum;
    }
}
