package dev.headrace.engine.budget.dialect;

import dev.headrace.spi.LimitHints.Reset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When a quota is whole again. No standard: a span or a date in the forms that vendors use, told apart by their size and looks, or
 * in the one form that an instance is known to use.
 */
final class ResetTime {
    /** From here on a number is a date, not a span: 2001-09-09 in seconds, and 31 years as a span. */
    private static final BigDecimal EPOCH = BigDecimal.TEN.pow(9);

    /** From here on a date is in milliseconds; as seconds it would be the year 5138. */
    private static final BigDecimal EPOCH_MILLIS = BigDecimal.TEN.pow(11);

    private static final BigDecimal EPOCH_MICROS = BigDecimal.TEN.pow(14);
    private static final BigDecimal EPOCH_NANOS = BigDecimal.TEN.pow(17);

    /** Longer than any quota; a larger number is a mistake. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Seconds are cut, so the quota may be whole up to a second later than the field says. */
    private static final Duration CUT_SECOND = Duration.ofSeconds(1);

    private ResetTime() {}

    /**
     * Until the quota is whole again; zero if that is past.
     *
     * @param date when the answer was given
     * @return empty if the text is in none of the forms, or more than 31 days ahead
     */
    static Optional<Duration> parse(String text, Reset form, Supplier<Instant> date) {
        Optional<BigDecimal> number = Numbers.parse(text);
        Optional<Duration> span =
                number.isPresent() ? number(number.get(), form, date) : words(text.strip(), form, date);
        return span.filter(ResetTime::isCredible);
    }

    static boolean isCredible(Duration span) {
        return span.compareTo(LONGEST) <= 0;
    }

    private static Optional<Duration> number(BigDecimal value, Reset form, Supplier<Instant> date) {
        return switch (form) {
            case AUTO -> Optional.of(bySize(value, date));
            case EPOCH_SECONDS -> Optional.of(epochSeconds(value, date.get()));
            case DELTA -> Optional.of(Numbers.seconds(value));
            case MILLIS -> Optional.of(value.compareTo(EPOCH_MILLIS) < 0 ? Numbers.millis(value) : bySize(value, date));
            case ISO -> Optional.empty();
        };
    }

    private static Duration bySize(BigDecimal value, Supplier<Instant> date) {
        if (value.compareTo(EPOCH) < 0) {
            return Numbers.seconds(value);
        }
        if (value.compareTo(EPOCH_MILLIS) < 0) {
            return epochSeconds(value, date.get());
        }
        if (value.compareTo(EPOCH_MICROS) < 0) {
            return until(value.movePointLeft(3), date.get());
        }
        return until(value.movePointLeft(value.compareTo(EPOCH_NANOS) < 0 ? 6 : 9), date.get());
    }

    private static Duration epochSeconds(BigDecimal value, Instant date) {
        Duration span = until(value, date);
        return span.isZero() ? span : span.plus(CUT_SECOND);
    }

    private static Duration until(BigDecimal epochSeconds, Instant date) {
        return Numbers.between(date, Instant.EPOCH.plus(Numbers.seconds(epochSeconds)));
    }

    private static Optional<Duration> words(String text, Reset form, Supplier<Instant> date) {
        Optional<Duration> span = form == Reset.ISO ? Optional.empty() : GoDuration.parse(text);
        return span.isPresent() ? span : DateText.parse(text, date.get()).map(at -> Numbers.between(date.get(), at));
    }
}
