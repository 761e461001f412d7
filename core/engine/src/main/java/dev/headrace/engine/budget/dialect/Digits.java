package dev.headrace.engine.budget.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates whose parts stand at fixed places. */
final class Digits {
    /** Makes every number that it becomes part of too small for a date. */
    private static final int NONE = -1_000_000;

    private Digits() {}

    /** Two digits, or a number that no date has. */
    static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : tens * 10 + ones;
    }

    /**
     * Puts a date together; empty for one that does not exist.
     *
     * @param dayAt where two digits are the day
     * @param timeAt where two digits are the hour and, behind one character, the minutes
     * @param second 60 is read as 59: a leap second is allowed on the wire and unknown to java.time
     */
    static Optional<Instant> instant(int year, int month, String text, int dayAt, int timeAt, int second) {
        try {
            LocalDateTime date = LocalDateTime.of(
                    year,
                    month,
                    two(text, dayAt),
                    two(text, timeAt),
                    two(text, timeAt + 3),
                    second == 60 ? 59 : second);
            return year < 0 ? Optional.empty() : Optional.of(date.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException nonexistent) {
            return Optional.empty();
        }
    }
}
