package dev.headrace.engine.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: whole numbers, each with its unit. */
final class Quantities {
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,18})\\s*([A-Za-z]+)\\s*");

    private static final Map<String, ChronoUnit> TIME_UNITS = Map.ofEntries(
            Map.entry("ms", ChronoUnit.MILLIS),
            Map.entry("milliseconds", ChronoUnit.MILLIS),
            Map.entry("s", ChronoUnit.SECONDS),
            Map.entry("second", ChronoUnit.SECONDS),
            Map.entry("seconds", ChronoUnit.SECONDS),
            Map.entry("m", ChronoUnit.MINUTES),
            Map.entry("minute", ChronoUnit.MINUTES),
            Map.entry("minutes", ChronoUnit.MINUTES),
            Map.entry("h", ChronoUnit.HOURS),
            Map.entry("hour", ChronoUnit.HOURS),
            Map.entry("hours", ChronoUnit.HOURS),
            Map.entry("d", ChronoUnit.DAYS),
            Map.entry("day", ChronoUnit.DAYS),
            Map.entry("days", ChronoUnit.DAYS));

    /** From the largest to the smallest, as {@link #text(long)} needs it; powers of 1000 and of 1024 (IEC 80000-13). */
    private static final Map<String, Long> SIZE_UNITS = sizeUnits();

    private Quantities() {}

    /** {@code 1h30m}, {@code 30 seconds}, {@code 250ms}; empty for anything else, such as a number alone. */
    static Optional<Duration> duration(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end || !TIME_UNITS.containsKey(part.group(2))) {
                return Optional.empty();
            }
            try {
                sum = sum.plus(Long.parseLong(part.group(1)), TIME_UNITS.get(part.group(2)));
            } catch (ArithmeticException tooLong) {
                return Optional.empty();
            }
            end = part.end();
        }
        return end == 0 ? Optional.empty() : Optional.of(sum);
    }

    /** {@code 16MiB}, {@code 500 kB}, {@code 20B}, in bytes; empty for anything else, such as a number alone. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = PART.matcher(text);
        if (!matcher.matches() || !SIZE_UNITS.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), SIZE_UNITS.get(matcher.group(2))));
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    /** As {@link #duration} reads it; parts below a millisecond are dropped. */
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** As {@link #bytes} reads it, in the largest unit that divides it. */
    static String text(long bytes) {
        return SIZE_UNITS.entrySet().stream()
                .filter(unit -> bytes != 0 && bytes % unit.getValue() == 0)
                .findFirst()
                .map(unit -> bytes / unit.getValue() + unit.getKey())
                .orElse("0B");
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    private static Map<String, Long> sizeUnits() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("GiB", 1L << 30);
        units.put("GB", 1_000_000_000L);
        units.put("MiB", 1L << 20);
        units.put("MB", 1_000_000L);
        units.put("KiB", 1L << 10);
        units.put("kB", 1_000L);
        units.put("B", 1L);
        return units;
    }
}
