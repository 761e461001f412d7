package dev.headrace.engine.budget.dialect;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Spans such as {@code 6m0s} and {@code 12ms}, as Go writes them (pkg.go.dev/time, ParseDuration), and days. */
final class GoDuration {
    private static final int MOST_PARTS = 8;

    private GoDuration() {}

    static Optional<Duration> parse(String text) {
        Cursor cursor = new Cursor(text);
        BigDecimal seconds = BigDecimal.ZERO;
        for (int part = 0; !cursor.atEnd(); part++) {
            Optional<BigDecimal> value = Numbers.parse(word(cursor, true));
            Optional<BigDecimal> unit = unit(word(cursor, false));
            if (value.isEmpty() || unit.isEmpty() || part == MOST_PARTS) {
                return Optional.empty();
            }
            seconds = seconds.add(value.get().multiply(unit.get()));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Numbers.seconds(seconds));
    }

    private static String word(Cursor cursor, boolean number) {
        int start = cursor.mark();
        while (!cursor.atEnd() && isOfNumber(cursor.peek()) == number) {
            cursor.next();
        }
        return cursor.since(start);
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    /** In seconds. Both signs for micro are in use. */
    private static Optional<BigDecimal> unit(String text) {
        return switch (text) {
            case "ns" -> Optional.of(BigDecimal.ONE.movePointLeft(9));
            case "us", "\u00b5s", "\u03bcs" -> Optional.of(BigDecimal.ONE.movePointLeft(6));
            case "ms" -> Optional.of(BigDecimal.ONE.movePointLeft(3));
            case "s" -> Optional.of(BigDecimal.ONE);
            case "m" -> Optional.of(BigDecimal.valueOf(60));
            case "h" -> Optional.of(BigDecimal.valueOf(3600));
            case "d" -> Optional.of(BigDecimal.valueOf(86_400));
            default -> Optional.empty();
        };
    }
}
