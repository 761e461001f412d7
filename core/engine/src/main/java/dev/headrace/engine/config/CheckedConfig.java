package dev.headrace.engine.config;

import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that have been checked against a specification. Immutable; its text form shows no secret. */
final class CheckedConfig implements ConnectorConfig {
    /**
     * One option's value.
     *
     * @param value of the Java type that {@link ConnectorConfig} returns
     * @param given false for a default
     * @param variable the environment variable that it came from, empty text when none
     */
    record Entry(Object value, Place place, boolean given, String variable) {}

    private final ConfigSpec spec;
    private final Place place;
    private final Map<String, Entry> entries;

    CheckedConfig(ConfigSpec spec, Place place, Map<String, Entry> entries) {
        this.spec = spec;
        this.place = place;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    Place place() {
        return place;
    }

    ConfigSpec spec() {
        return spec;
    }

    /** In the order of the specification; without the options that have no value. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Where an option stands, or where it would stand. */
    Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place.child(key) : entry.place();
    }

    @Override
    public boolean has(String key) {
        Option option = option(key);
        Entry entry = entries.get(key);
        return entry != null && (entry.given() || option.defaultValue() != null);
    }

    @Override
    public String string(String key) {
        return present(key, ConfigSpec.Type.STRING, String.class);
    }

    @Override
    public int integer(String key) {
        return present(key, ConfigSpec.Type.INTEGER, Integer.class);
    }

    @Override
    public boolean bool(String key) {
        return present(key, ConfigSpec.Type.BOOLEAN, Boolean.class);
    }

    @Override
    public Duration duration(String key) {
        return present(key, ConfigSpec.Type.DURATION, Duration.class);
    }

    @Override
    public long bytes(String key) {
        return present(key, ConfigSpec.Type.SIZE, Long.class);
    }

    @Override
    public URI uri(String key) {
        return present(key, ConfigSpec.Type.URI, URI.class);
    }

    @Override
    @SuppressWarnings("unchecked") // ValueReader makes a list of texts for this type, and nothing else does.
    public List<String> strings(String key) {
        List<?> texts = optional(key, ConfigSpec.Type.STRING_LIST, List.class);
        return texts == null ? List.of() : (List<String>) texts;
    }

    @Override
    @SuppressWarnings("unchecked") // ValueReader makes a map of texts for this type, and nothing else does.
    public Map<String, String> stringMap(String key) {
        Map<?, ?> texts = optional(key, ConfigSpec.Type.STRING_MAP, Map.class);
        return texts == null ? Map.of() : (Map<String, String>) texts;
    }

    @Override
    public Secret secret(String key) {
        return present(key, ConfigSpec.Type.SECRET, Secret.class);
    }

    @Override
    public CheckedConfig section(String key) {
        return present(key, ConfigSpec.Type.SECTION, CheckedConfig.class);
    }

    @Override
    @SuppressWarnings("unchecked") // SpecReader makes a map of sections for this type, and nothing else does.
    public Map<String, ConnectorConfig> sections(String key) {
        Map<?, ?> sections = optional(key, ConfigSpec.Type.SECTIONS, Map.class);
        return sections == null ? Map.of() : (Map<String, ConnectorConfig>) sections;
    }

    @Override
    public ConfigProblem problem(String key, String message) {
        option(key);
        Place where = placeOf(key);
        return new ConfigProblem(where.path(), where.origin(), message);
    }

    @Override
    public String toString() {
        return new EffectiveText().entries(this).toString();
    }

    private <T> T present(String key, ConfigSpec.Type type, Class<T> java) {
        T value = optional(key, type, java);
        if (value == null) {
            throw new IllegalArgumentException("option '%s' was not given and has no default; ask has(\"%s\") first"
                    .formatted(placeOf(key).path(), key));
        }
        return value;
    }

    private <T> @Nullable T optional(String key, ConfigSpec.Type type, Class<T> java) {
        ConfigSpec.Type declared = option(key).type();
        if (declared != type) {
            throw new IllegalArgumentException(
                    "option '%s' is declared as %s and was asked for as %s".formatted(key, declared, type));
        }
        Entry entry = entries.get(key);
        return entry == null ? null : java.cast(entry.value());
    }

    private Option option(String key) {
        Objects.requireNonNull(key, "key is null");
        return spec.option(key)
                .orElseThrow(() -> new IllegalArgumentException("option '%s' is not in the specification of %s.%s"
                        .formatted(
                                key,
                                place.path().isEmpty() ? "the file" : place.path(),
                                NearMisses.question(
                                        key,
                                        spec.options().stream().map(Option::key).toList()))));
    }
}
