package dev.headrace.connectors.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of a value in a template, written after a bar. Immutable.
 *
 * @param name as it was written
 * @param form what becomes of a value
 */
record Filter(String name, UnaryOperator<String> form) {
    private static final Pattern SLICE = Pattern.compile("(\\d*):(\\d*)");

    // The index of a registry of packages: 1/a, 2/ab, 3/a/abc, ab/cd/abcd (doc.rust-lang.org/cargo, registry index).
    private static final Map<String, UnaryOperator<String>> TEXTS = Map.of(
            "lower",
            text -> text.toLowerCase(Locale.ROOT),
            "upper",
            text -> text.toUpperCase(Locale.ROOT),
            "sharded",
            Filter::sharded,
            "path",
            UnaryOperator.identity(),
            "raw",
            UnaryOperator.identity());

    private static final Map<String, UnaryOperator<String>> TIMES = Map.of(
            "iso", text -> Times.instant(text).truncatedTo(ChronoUnit.SECONDS).toString(),
            "date", text -> day(Times.instant(text)),
            "epoch", text -> Long.toString(Times.instant(text).getEpochSecond()),
            "epoch-millis", text -> Long.toString(Times.instant(text).toEpochMilli()));

    /** Those that let slashes through in a path. */
    private static final List<String> WITH_SLASHES = List.of("path", "raw", "sharded");

    /** @throws IllegalArgumentException if there is no such filter, naming those there are */
    static Filter named(String name) {
        UnaryOperator<String> known = TIMES.containsKey(name) ? TIMES.get(name) : TEXTS.get(name);
        if (known != null) {
            return new Filter(name, known);
        }
        Matcher slice = SLICE.matcher(name);
        if (slice.matches()) {
            return new Filter(name, text -> cut(text, slice.group(1), slice.group(2)));
        }
        if (name.contains("yy") || name.contains("uu")) {
            return new Filter(name, pattern(name));
        }
        throw new IllegalArgumentException(
                "there is no filter '%s'; there are iso, date, epoch, epoch-millis, a pattern such as yyyy-MM-dd'T'HH:mm:ss, %s"
                        .formatted(name, "lower, upper, sharded, path, raw, and a cut such as 0:2"));
    }

    String apply(String value) {
        return form.apply(value);
    }

    boolean keepsSlashes() {
        return WITH_SLASHES.contains(name);
    }

    boolean isRaw() {
        return name.equals("raw");
    }

    private static UnaryOperator<String> pattern(String pattern) {
        // A field that no time has is told when the configuration is read, and not by the first request.
        try {
            DateTimeFormatter form =
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
            String tried = form.format(Instant.EPOCH);
            return tried.isEmpty() ? text -> "" : text -> form.format(Times.instant(text));
        } catch (DateTimeException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "'%s' is no form of a time: %s".formatted(pattern, unusable.getMessage()), unusable);
        }
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String cut(String text, String from, String to) {
        int end = to.isEmpty() ? text.length() : Math.min(text.length(), Integer.parseInt(to));
        int begin = from.isEmpty() ? 0 : Math.min(end, Integer.parseInt(from));
        return text.substring(begin, end);
    }

    private static String sharded(String text) {
        return switch (text.length()) {
            case 0 -> "";
            case 1, 2 -> text.length() + "/" + text;
            case 3 -> "3/" + text.charAt(0) + "/" + text;
            default -> text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text;
        };
    }
}
