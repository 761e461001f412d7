package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.ConfigSpec.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A specification as a table for people. */
public final class SpecDescription {
    /**
     * One option.
     *
     * @param option its path, for example {@code streams.NAME.page-size} where {@code NAME} is free
     * @param value what it must be, for example {@code whole number, 1 to 100}
     * @param presence whether it must be given, or its default
     * @param description as the specification gives it
     */
    public record Row(String option, String value, String presence, String description) {}

    private SpecDescription() {}

    /** A row for each option and for each of those inside sections, in the order of declaration. */
    public static List<Row> rows(ConfigSpec spec) {
        List<Row> rows = new ArrayList<>();
        add(rows, spec, "");
        return rows;
    }

    private static void add(List<Row> rows, ConfigSpec spec, String prefix) {
        for (Option option : spec.options()) {
            String path = prefix + option.key();
            rows.add(new Row(path, value(option), presence(option), option.description()));
            if (option.nested() != null) {
                add(rows, option.nested(), path + (option.type() == ConfigSpec.Type.SECTIONS ? ".NAME." : "."));
            }
        }
    }

    private static String presence(Option option) {
        if (option.required()) {
            return "required";
        }
        return option.defaultValue() == null ? "optional" : "default " + EffectiveText.shown(option.defaultValue());
    }

    private static String value(Option option) {
        return switch (option.type()) {
            case STRING -> option.allowed().isEmpty() ? "text" : String.join(" | ", option.allowed());
            case INTEGER -> "whole number" + range(option.range());
            case BOOLEAN -> "true | false";
            case DURATION -> "duration, for example 30s";
            case SIZE -> "size, for example 16MiB";
            case URI -> "http or https URI";
            case STRING_LIST -> "list of texts";
            case STRING_MAP -> "object of texts";
            case SECRET -> "secret: ${?NAME} or { file = PATH }";
            case SECTION -> "section";
            case SECTIONS -> "sections by name";
        };
    }

    private static String range(@Nullable Range range) {
        if (range == null) {
            return "";
        }
        return range.most() == Integer.MAX_VALUE
                ? ", at least " + range.least()
                : ", %s to %s".formatted(range.least(), range.most());
    }
}
