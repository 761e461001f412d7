package dev.headrace.engine.budget.dialect;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The field {@code Retry-After} (RFC 9110, section 10.2.3), and its fractional seconds, which the RFC does not know.
 */
final class RetryAfter {
    /** Nine digits are read, as much as 31 years; whether that is waited for is decided elsewhere. */
    private static final BigDecimal TOO_MANY = BigDecimal.valueOf(1_000_000_000);

    private RetryAfter() {}

    /**
     * Reads a delay or a date.
     *
     * @param date the date of the answer
     * @return at least zero; empty if the text is neither
     */
    static Optional<Duration> parse(String text, Supplier<Instant> date) {
        Optional<BigDecimal> seconds = Numbers.parse(text);
        if (seconds.isPresent()) {
            return seconds.filter(value -> value.compareTo(TOO_MANY) < 0).map(Numbers::seconds);
        }
        Instant now = date.get();
        return HttpDate.parse(text.strip(), now).map(until -> Numbers.between(now, until));
    }
}
