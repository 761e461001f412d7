package dev.headrace.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options that a connector understands. The engine checks a configuration against it, reports every problem at once with
 * path, file and line, and refuses options that are not in it. Immutable; every method returns a new specification.
 *
 * <p>Keys are lower-case words joined by {@code -}. {@link #required}, {@link #optional} and their like say it in the order in
 * which {@code headrace describe} shows it.
 */
public final class ConfigSpec {
    /** What a value must be. */
    public enum Type {
        /** Any text. */
        STRING,
        /** A whole number from -2^31 to 2^31-1; no fraction, no text. */
        INTEGER,
        /** {@code true} or {@code false}, and no other word. */
        BOOLEAN,
        /** A number with its unit, for example {@code 30s}; a number alone is refused. */
        DURATION,
        /** A number of bytes with its unit, for example {@code 16MiB} or {@code 500kB}; a number alone is refused. */
        SIZE,
        /** An absolute URI with {@code http} or {@code https}, without user and password. */
        URI,
        /** A list of texts. */
        STRING_LIST,
        /** An object whose values are all single values, read as texts. */
        STRING_MAP,
        /** A text that is never shown. Given as {@code ${?ENV}} or as {@code { file = PATH }}. */
        SECRET,
        /** An object with its own specification. */
        SECTION,
        /** An object of named objects that all have the same specification. */
        SECTIONS
    }

    /**
     * One option.
     *
     * @param defaultValue of the Java type that {@link ConnectorConfig} returns for the type; {@code null} when there is none
     * @param allowed the only values that are accepted, empty when any is
     * @param range the least and the most for an {@link Type#INTEGER}; {@code null} when any will do
     * @param nested for {@link Type#SECTION} and {@link Type#SECTIONS}; {@code null} otherwise
     */
    public record Option(
            String key,
            Type type,
            boolean required,
            @Nullable Object defaultValue,
            List<String> allowed,
            @Nullable Range range,
            @Nullable ConfigSpec nested,
            String description) {}

    /** The least and the most that is accepted, both included. */
    public record Range(int least, int most) {}

    private static final ConfigSpec EMPTY = new ConfigSpec(List.of());

    private final List<Option> options;

    private ConfigSpec(List<Option> options) {
        this.options = options;
    }

    /** A specification without options. */
    public static ConfigSpec empty() {
        return EMPTY;
    }

    /**
     * The option {@code base-url}, which every connector has: relative targets of {@link HttpCall} are resolved against it, and
     * credentials go to its origin only.
     *
     * @param defaultUrl absolute; what is used where the configuration says nothing
     */
    public ConfigSpec baseUrl(String defaultUrl) {
        return optional("base-url", Type.URI, java.net.URI.create(defaultUrl), "Where the upstream is");
    }

    /** The option {@code base-url} for connectors that know no default. See {@link #baseUrl(String)}. */
    public ConfigSpec baseUrl() {
        return required("base-url", Type.URI, "Where the upstream is");
    }

    /** Adds an option that must be given. */
    public ConfigSpec required(String key, Type type, String description) {
        return with(new Option(key, type, true, null, List.of(), null, null, description));
    }

    /** Adds an option that may be left out; {@link ConnectorConfig#has} tells whether it was given. */
    public ConfigSpec optional(String key, Type type, String description) {
        return with(new Option(key, type, false, null, List.of(), null, null, description));
    }

    /**
     * Adds an option with a default.
     *
     * @param defaultValue of the Java type that {@link ConnectorConfig} returns for the type of the option; a {@link Long} for a
     *     {@link Type#SIZE}
     * @throws IllegalArgumentException if the default has another type, or if the type of the option has no defaults
     */
    public ConfigSpec optional(String key, Type type, Object defaultValue, String description) {
        Objects.requireNonNull(defaultValue, "default of " + key + " is null");
        if (!javaType(type).isInstance(defaultValue)) {
            throw new IllegalArgumentException("default of option '%s' must be a %s, is a %s"
                    .formatted(
                            key,
                            javaType(type).getSimpleName(),
                            defaultValue.getClass().getSimpleName()));
        }
        return with(new Option(key, type, false, defaultValue, List.of(), null, null, description));
    }

    /** Adds a whole number with a default and a range, both ends included. */
    public ConfigSpec integer(String key, int defaultValue, int least, int most, String description) {
        return with(new Option(
                key, Type.INTEGER, false, defaultValue, List.of(), new Range(least, most), null, description));
    }

    /** Adds a whole number that may be left out, with a range, both ends included. */
    public ConfigSpec integer(String key, int least, int most, String description) {
        return with(new Option(key, Type.INTEGER, false, null, List.of(), new Range(least, most), null, description));
    }

    /** Adds a text that must be one of the given values; the first is the default. */
    public ConfigSpec choice(String key, List<String> values, String description) {
        return with(new Option(key, Type.STRING, false, values.get(0), List.copyOf(values), null, null, description));
    }

    /** Adds a secret that may be left out. */
    public ConfigSpec secret(String key, String description) {
        return optional(key, Type.SECRET, description);
    }

    /** Adds an object with its own options; it may be left out. */
    public ConfigSpec section(String key, ConfigSpec nested, String description) {
        return with(new Option(key, Type.SECTION, false, null, List.of(), null, nested, description));
    }

    /** Adds named objects that all have the same options; there may be none. */
    public ConfigSpec sections(String key, ConfigSpec nested, String description) {
        return with(new Option(key, Type.SECTIONS, false, null, List.of(), null, nested, description));
    }

    /** All options, in the order of their declaration; unmodifiable. */
    public List<Option> options() {
        return options;
    }

    /** The option of a key, or empty. */
    public Optional<Option> option(String key) {
        return options.stream().filter(option -> option.key().equals(key)).findFirst();
    }

    private static Class<?> javaType(Type type) {
        return switch (type) {
            case STRING -> String.class;
            case INTEGER -> Integer.class;
            case BOOLEAN -> Boolean.class;
            case DURATION -> Duration.class;
            case SIZE -> Long.class;
            case URI -> java.net.URI.class;
            case STRING_LIST -> List.class;
            case STRING_MAP -> Map.class;
            case SECRET, SECTION, SECTIONS ->
                throw new IllegalArgumentException("an option of type %s has no default".formatted(type));
        };
    }

    private ConfigSpec with(Option added) {
        if (!added.key().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "option '%s' must be lower-case words joined by '-'".formatted(added.key()));
        }
        if (option(added.key()).isPresent()) {
            throw new IllegalArgumentException("option '%s' is declared twice".formatted(added.key()));
        }
        List<Option> more = new ArrayList<>(options);
        more.add(added);
        return new ConfigSpec(List.copyOf(more));
    }
}
