package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and spans as texts; what names no zone is in UTC. Stateless. */
final class Times {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,16}");
    private static final Pattern SPAN = Pattern.compile("([+-])(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    // A number of seconds reaches this in the year 5138, a number of milliseconds did in 1973.
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private static final List<Function<String, Instant>> FORMS = List.of(
            Instant::parse,
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private Times() {}

    /**
     * A date, a date with a time of day, or a number: seconds or, from eleven digits on that could be no year, milliseconds since
     * 1970.
     *
     * @throws PermanentException if it is none of these
     */
    static Instant instant(String text) {
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return Math.abs(number) < LARGEST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeException other) {
                // The next form may fit.
            }
        }
        throw new PermanentException(
                "'%s' is no time: 2026-01-31, 2026-01-31T12:00:00Z, or seconds since 1970 are".formatted(text));
    }

    /** @throws IllegalArgumentException if the text is no span such as {@code -30d} */
    static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no span of time; -30d and +12h are".formatted(text));
        }
        Duration unit = UNITS.getOrDefault(matcher.group(3), Duration.ofSeconds(1));
        Duration span = unit.multipliedBy(Long.parseLong(matcher.group(2)));
        return matcher.group(1).equals("-") ? span.negated() : span;
    }
}
