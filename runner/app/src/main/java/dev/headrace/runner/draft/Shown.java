package dev.headrace.runner.draft;

import dev.headrace.spi.ConfigSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and their types, as a configuration gives them. Stateless. */
final class Shown {
    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB"};

    private Shown() {}

    static String key(String name) {
        return name.matches("[A-Za-z0-9-]+") ? name : quoted(name);
    }

    /** @param value of the Java type of an option, and no secret */
    static String value(Object value) {
        if (value instanceof Duration duration) {
            return duration(duration);
        }
        if (value instanceof Long bytes) {
            return size(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Shown::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> key(entry.getKey().toString()) + " = " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        return value instanceof String || value instanceof URI ? key(value.toString()) : value.toString();
    }

    private static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 && millis > 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }

    private static String size(long bytes) {
        long size = bytes;
        int unit = 0;
        while (size > 0 && size % 1024 == 0 && unit < SIZES.length - 1) {
            size /= 1024;
            unit++;
        }
        return size + SIZES[unit];
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What the option must be, to end a description with. */
    static String type(ConfigSpec.Option option) {
        return switch (option.type()) {
            case STRING -> option.allowed().isEmpty() ? "Text" : String.join(" | ", option.allowed());
            case INTEGER -> "Whole number" + range(option.range());
            case BOOLEAN -> "true | false";
            case DURATION -> "Duration";
            case SIZE -> "Size";
            case URI -> "URI";
            case STRING_LIST -> "List of texts: [one, two]";
            case STRING_MAP -> "Texts by name: { name = text }";
            case SECRET -> "Secret";
            case SECTION, SECTIONS -> "Section";
        };
    }

    private static String range(ConfigSpec.@Nullable Range range) {
        if (range == null) {
            return "";
        }
        return range.most() == Integer.MAX_VALUE
                ? " from " + range.least()
                : ", %s to %s".formatted(range.least(), range.most());
    }

    /** The default; where there is none, what has to be filled in, or what a value looks like. */
    static String example(ConfigSpec.Option option, boolean needed) {
        Object standard = option.defaultValue();
        if (standard != null) {
            return value(standard);
        }
        if (needed) {
            return ConfigDraft.FILL_IN;
        }
        ConfigSpec.Range range = option.range();
        return switch (option.type()) {
            case STRING ->
                option.allowed().isEmpty() ? "\"...\"" : option.allowed().get(0);
            case INTEGER -> String.valueOf(range == null ? 1 : range.least());
            case BOOLEAN -> "true";
            case DURATION -> "30s";
            case SIZE -> "16MiB";
            case URI -> "\"https://...\"";
            case STRING_LIST -> "[\"...\"]";
            case STRING_MAP -> "{ name = \"...\" }";
            case SECRET, SECTION, SECTIONS -> ConfigDraft.FILL_IN;
        };
    }
}
