package dev.headrace.engine.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field {@code Retry-After} (RFC 9110, section 10.2.3), and its fractional seconds, which the RFC does not know.
 */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,30}))?");

    private RetryAfter() {}

    /**
     * Reads a delay or a date.
     *
     * @param date the date of the answer
     * @return at least zero; empty if the text is neither
     */
    static Optional<Duration> parse(String text, Instant date) {
        String value = text.strip();
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            return Optional.of(duration(seconds));
        }
        return HttpDate.parse(value, date).map(until -> between(date, until));
    }

    /** Rounded up to milliseconds: to come a little late is right, to come a little early is refused. */
    private static Duration duration(Matcher seconds) {
        Duration whole = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
        String fraction = seconds.group(2);
        return fraction == null ? whole : whole.plusMillis(millisRoundedUp(fraction));
    }

    private static long millisRoundedUp(String fraction) {
        String digits = fraction + "00";
        long millis = Long.parseLong(digits.substring(0, 3));
        boolean more = digits.substring(3).chars().anyMatch(digit -> digit != '0');
        return more ? millis + 1 : millis;
    }

    private static Duration between(Instant date, Instant until) {
        return until.isAfter(date) ? Duration.between(date, until) : Duration.ZERO;
    }
}
