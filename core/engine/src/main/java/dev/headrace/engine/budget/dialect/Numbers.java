package dev.headrace.engine.budget.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Numbers as upstreams write them: digits, and a fraction at most; no sign, no exponent, no other script's digits. */
final class Numbers {
    private static final int MOST_DIGITS = 19;
    private static final int MOST_FRACTION_DIGITS = 30;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static Optional<BigDecimal> parse(String text) {
        String value = text.strip();
        int point = value.indexOf('.');
        int whole = point < 0 ? value.length() : point;
        if (!digits(value, 0, whole, MOST_DIGITS)) {
            return Optional.empty();
        }
        if (point >= 0 && !digits(value, point + 1, value.length(), MOST_FRACTION_DIGITS)) {
            return Optional.empty();
        }
        boolean small = point < 0 && whole < MOST_DIGITS;
        return Optional.of(small ? BigDecimal.valueOf(Long.parseLong(value)) : new BigDecimal(value));
    }

    private static boolean digits(String text, int from, int to, int most) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from && to - from <= most;
    }

    /** Fractions are cut. */
    static long whole(BigDecimal value) {
        return value.min(MOST).longValue();
    }

    /** Rounded up to milliseconds: to come a little late is right, to come a little early is refused. */
    static Duration seconds(BigDecimal value) {
        BigDecimal millis = value.movePointRight(3).setScale(0, RoundingMode.CEILING);
        return Duration.ofMillis(whole(millis));
    }

    /** Zero if it is past. */
    static Duration between(Instant date, Instant until) {
        return until.isAfter(date) ? Duration.between(date, until) : Duration.ZERO;
    }

    static Duration millis(BigDecimal value) {
        return seconds(value.movePointLeft(3));
    }
}
