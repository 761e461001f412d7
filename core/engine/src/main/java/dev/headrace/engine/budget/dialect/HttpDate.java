package dev.headrace.engine.budget.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three date forms of HTTP (RFC 9110, section 5.6.7), and no other: a lenient parser reads {@code -3} and {@code
 * 1.5} as dates.
 */
final class HttpDate {
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final String DAY = "(?<name>Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String LONG_DAY = "(?<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
    private static final String MONTH = "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

    private static final Pattern RFC_850 =
            Pattern.compile(LONG_DAY + ", (?<day>\\d\\d)-" + MONTH + "-(?<year>\\d\\d) " + TIME + " GMT");
    private static final Pattern ASCTIME =
            Pattern.compile(DAY + " " + MONTH + " (?<day>\\d\\d| \\d) " + TIME + " (?<year>\\d{4})");

    private static final int IMF_LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HttpDate() {}

    /**
     * Reads a date.
     *
     * @param now what years of two digits are relative to
     * @return empty if the text is in none of the three forms, or names a day that does not exist or has another name
     */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() == IMF_LENGTH && text.endsWith(" GMT")) {
            return imfFixdate(text);
        }
        for (Pattern form : new Pattern[] {RFC_850, ASCTIME}) {
            Matcher parts = form.matcher(text);
            if (parts.matches()) {
                return date(parts, now);
            }
        }
        return Optional.empty();
    }

    /** The form that answers have in nearly all cases, and each answer has one: ten times as fast as a pattern. */
    private static Optional<Instant> imfFixdate(String text) {
        boolean separated = text.startsWith(", ", 3)
                && text.charAt(7) == ' '
                && text.charAt(11) == ' '
                && text.charAt(16) == ' '
                && text.charAt(19) == ':'
                && text.charAt(22) == ':';
        int month = MONTHS.indexOf(text.substring(8, 11));
        if (!separated || month < 0 || month % 3 != 0) {
            return Optional.empty();
        }
        int year = Digits.two(text, 12) * 100 + Digits.two(text, 14);
        return Digits.instant(year, month / 3 + 1, text, 5, 17, Digits.two(text, 23))
                .filter(date -> text.startsWith(name(date)));
    }

    private static String name(Instant date) {
        int day = (int) Math.floorMod(Math.floorDiv(date.getEpochSecond(), 86_400L) + 3, 7L);
        return DAYS.substring(day * 3, day * 3 + 3);
    }

    private static Optional<Instant> date(Matcher parts, Instant now) {
        try {
            LocalDateTime date = LocalDateTime.of(
                    year(parts.group("year"), now),
                    MONTHS.indexOf(parts.group("month")) / 3 + 1,
                    number(parts, "day"),
                    number(parts, "hour"),
                    number(parts, "minute"),
                    second(number(parts, "second")));
            return Optional.of(date).filter(day -> isNamed(day, parts)).map(day -> day.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Two digits mean the year that is not more than 50 years ahead (RFC 9110). */
    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        int sameCentury = thisYear - thisYear % 100 + year;
        return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury;
    }

    /** A leap second is allowed on the wire and unknown to java.time. */
    private static int second(int second) {
        return second == 60 ? 59 : second;
    }

    private static int number(Matcher parts, String name) {
        return Integer.parseInt(parts.group(name).strip());
    }

    private static boolean isNamed(LocalDateTime date, Matcher parts) {
        String name = parts.group("name").toUpperCase(Locale.ROOT);
        return date.getDayOfWeek().name().startsWith(name);
    }
}
