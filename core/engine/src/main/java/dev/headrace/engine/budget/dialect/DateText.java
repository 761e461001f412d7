package dev.headrace.engine.budget.dialect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in words: RFC 3339, also without seconds or zone, HTTP-dates, and what JavaScript's {@code Date} prints. */
final class DateText {
    /** Longer than any of the forms: nothing is searched in texts of an upstream's choosing. */
    private static final int LONGEST = 80;

    /** Sun Jun 01 2025 12:01:00 GMT+0000 (Coordinated Universal Time); lemlist. */
    private static final Pattern SCRIPT = Pattern.compile(
            "(?<name>\\w{3}) (?<month>\\w{3}) (?<day>\\d\\d) (?<year>\\d{4}) (?<time>\\d\\d:\\d\\d:\\d\\d) GMT\\+0000( \\([^)]*\\))?");

    private DateText() {}

    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() < 10 || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean year = text.charAt(0) >= '0' && text.charAt(0) <= '9';
        return year ? iso(text) : HttpDate.parse(text, now).or(() -> script(text, now));
    }

    private static Optional<Instant> iso(String text) {
        if (text.length() < 16 || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        return text.endsWith("Z") ? utc(text) : offset(text);
    }

    /** The form that most upstreams use, much faster than a formatter. */
    private static Optional<Instant> utc(String text) {
        boolean separated = text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':';
        int end = text.length() - 1;
        boolean seconds = end >= 19 && text.charAt(16) == ':';
        int year = Digits.two(text, 0) * 100 + Digits.two(text, 2);
        if (!separated || !seconds && end != 16) {
            return Optional.empty();
        }
        Optional<Instant> whole =
                Digits.instant(year, Digits.two(text, 5), text, 8, 11, seconds ? Digits.two(text, 17) : 0);
        return end <= 19 ? whole : whole.flatMap(date -> fraction(text, end).map(date::plus));
    }

    private static Optional<Duration> fraction(String text, int end) {
        return text.charAt(19) == '.' && end <= 29
                ? Numbers.parse("0" + text.substring(19, end))
                        .map(part -> Duration.ofNanos(part.movePointRight(9).longValue()))
                : Optional.empty();
    }

    private static Optional<Instant> offset(String text) {
        try {
            boolean zoned = text.indexOf('+', 11) > 0 || text.indexOf('-', 11) > 0;
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> script(String text, Instant now) {
        Matcher parts = SCRIPT.matcher(text);
        return parts.matches()
                ? HttpDate.parse(
                        "%s, %s %s %s %s GMT"
                                .formatted(
                                        parts.group("name"),
                                        parts.group("day"),
                                        parts.group("month"),
                                        parts.group("year"),
                                        parts.group("time")),
                        now)
                : Optional.empty();
    }
}
