package dev.headrace.testkit.upstream.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates that WireMock's recordings leave open: {@code {{now offset='3 seconds' format='unix'}}}, and {@code testStartDate},
 * which is the time of the first request. Thread-safe.
 */
final class Templates {
    private static final Pattern DATE = Pattern.compile("\\{\\{(now|testStartDate)([^}]*)}}");
    private static final Pattern OFFSET = Pattern.compile("offset='(-?\\d+) (second|minute|hour|day)s?'");
    private static final Pattern FORMAT = Pattern.compile("format='([^']*)'");

    private final AtomicReference<@Nullable Instant> start = new AtomicReference<>();

    String fill(String text, Instant now) {
        Instant first = start.updateAndGet(before -> before == null ? now : before);
        Matcher date = DATE.matcher(text);
        return date.replaceAll(found -> Matcher.quoteReplacement(filled(found, first == null ? now : first, now)));
    }

    private static String filled(MatchResult found, Instant first, Instant now) {
        Instant time = (found.group(1).equals("now") ? now : first).plus(offset(found.group(2)));
        Matcher format = FORMAT.matcher(found.group(2));
        if (!format.find()) {
            return time.toString();
        }
        return switch (format.group(1)) {
            case "unix" -> Long.toString(time.getEpochSecond());
            case "epoch" -> Long.toString(time.toEpochMilli());
            // What they write as z is a zone's name, which an HTTP-date has as GMT (RFC 9110, 5.6.7).
            default ->
                DateTimeFormatter.ofPattern(format.group(1).replace("z", "'GMT'"), Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC)
                        .format(time);
        };
    }

    private static Duration offset(String arguments) {
        Matcher offset = OFFSET.matcher(arguments);
        if (!offset.find()) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(offset.group(1));
        return switch (offset.group(2)) {
            case "second" -> Duration.ofSeconds(count);
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
