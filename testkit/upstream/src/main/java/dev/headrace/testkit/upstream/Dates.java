package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and spans as headers have them. */
final class Dates {
    // IMF-fixdate of RFC 9110, 5.6.7; the JDK's RFC_1123_DATE_TIME writes days without the leading zero.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    static String http(Instant time) {
        return HTTP_DATE.format(time);
    }

    /** Seconds since 1970, rounded up: who comes then does not come too early. */
    static long epochSeconds(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }

    /** Whole seconds, rounded up. */
    static long seconds(Duration span) {
        return span.plusNanos(999_999_999).toSeconds();
    }
}
