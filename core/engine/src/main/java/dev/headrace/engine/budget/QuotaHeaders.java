package dev.headrace.engine.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields that say what is left of a quota and when it is whole again. No standard: what vendors send in the wild.
 */
final class QuotaHeaders {
    private static final List<String> PREFIXES = List.of("X-RateLimit-", "X-Rate-Limit-");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(\\.\\d{1,30})?");

    /** From here on a number is a date, not a span: 2001-09-09 in seconds, and 31 years as a span. */
    private static final BigDecimal EPOCH = BigDecimal.valueOf(1_000_000_000L);

    /** From here on a date is in milliseconds; as seconds it would be the year 5138. */
    private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** Longer than any quota; a larger number is a mistake. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Seconds are cut, so the quota may be whole up to a second later than the field says. */
    private static final Duration CUT_SECOND = Duration.ofSeconds(1);

    private QuotaHeaders() {}

    /** The text that says when the quota is whole again. */
    static Optional<String> reset(Function<String, Optional<String>> headers) {
        return field(headers, "Reset");
    }

    /** What is left. Fractions are cut. */
    static Optional<Long> remaining(Function<String, Optional<String>> headers) {
        return field(headers, "Remaining")
                .flatMap(QuotaHeaders::number)
                .map(left -> left.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    /** Until the quota is whole again: a date in seconds or milliseconds, or a span in seconds. A past date is zero. */
    static Optional<Duration> resetIn(String text, Instant date) {
        return number(text).map(value -> span(value, date)).filter(span -> span.compareTo(LONGEST) <= 0);
    }

    private static Duration span(BigDecimal value, Instant date) {
        if (value.compareTo(EPOCH) < 0) {
            return seconds(value);
        }
        boolean inMillis = value.compareTo(EPOCH_MILLIS) >= 0;
        Instant reset = Instant.EPOCH.plus(seconds(inMillis ? value.movePointLeft(3) : value));
        if (!reset.isAfter(date)) {
            return Duration.ZERO;
        }
        Duration span = Duration.between(date, reset);
        return inMillis ? span : span.plus(CUT_SECOND);
    }

    /** Rounded up to milliseconds: to come a little late is right, to come a little early is refused. */
    private static Duration seconds(BigDecimal value) {
        BigDecimal millis = value.movePointRight(3).setScale(0, RoundingMode.CEILING);
        return Duration.ofMillis(millis.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    private static Optional<String> field(Function<String, Optional<String>> headers, String name) {
        return PREFIXES.stream()
                .map(prefix -> headers.apply(prefix + name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<BigDecimal> number(String text) {
        String value = text.strip();
        return NUMBER.matcher(value).matches() ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }
}
