package dev.headrace.engine.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of a file by their specification and reports everything that is wrong with them. Confined to one thread.
 */
final class SpecReader {
    private final Problems problems;
    private final References references;
    private final ValueReader values;

    /** @param directory against which the paths of secret files are resolved */
    SpecReader(Problems problems, References references, Path directory) {
        this.problems = problems;
        this.references = references;
        this.values = new ValueReader(problems, new SecretReader(problems, directory));
    }

    /** Reads an object in which nothing else may stand than the options of the specification. */
    CheckedConfig read(ConfigSpec spec, ConfigObject object, Place place) {
        refuseUnknown(object, place, spec.options().stream().map(Option::key).toList());
        return options(spec, object, place);
    }

    /** Reads the options of a specification and leaves the other keys to the caller. */
    CheckedConfig options(ConfigSpec spec, ConfigObject object, Place place) {
        Map<String, CheckedConfig.Entry> entries = new LinkedHashMap<>();
        for (Option option : spec.options()) {
            Optional<Given> given = given(object, place, option.key());
            CheckedConfig.Entry entry = given.isPresent() ? entry(option, given.get()) : missing(option, place);
            if (entry != null) {
                entries.put(option.key(), entry);
            }
        }
        return new CheckedConfig(spec, place, entries);
    }

    void refuseUnknown(ConfigObject object, Place place, Collection<String> known) {
        for (String key : Keys.inOrder(object)) {
            if (!known.contains(key)) {
                problems.error(
                        given(Keys.value(object, key), place.child(key)).place(),
                        "is not an option here." + NearMisses.question(key, known));
            }
        }
    }

    /** The value of a key, unless it was not given or is {@code null}. */
    Optional<Given> given(ConfigObject object, Place place, String key) {
        return Keys.isGiven(object, key)
                ? Optional.of(given(Keys.value(object, key), place.child(key)))
                : Optional.empty();
    }

    Given given(ConfigValue value, Place place) {
        return references
                .of(place.path())
                .map(reference -> Given.substituted(value, reference.place()))
                .orElseGet(() -> Given.of(value, place));
    }

    /** The object at a place; anything else is reported. */
    Optional<ConfigObject> object(Given given) {
        if (given.isObject()) {
            return Optional.of(given.object());
        }
        problems.error(given.place(), "an object in braces is expected, this is %s.".formatted(given.kind()));
        return Optional.empty();
    }

    private CheckedConfig.@Nullable Entry entry(Option option, Given given) {
        Object value = value(option, given);
        return value == null
                ? null
                : new CheckedConfig.Entry(
                        value, given.place(), true, variableIn(given.value()).orElse(""));
    }

    private @Nullable Object value(Option option, Given given) {
        return switch (option.type()) {
            case SECTION ->
                object(given)
                        .map(object -> read(nested(option), object, given.place()))
                        .orElse(null);
            case SECTIONS ->
                object(given)
                        .map(object -> sections(nested(option), object, given.place()))
                        .orElse(null);
            default -> values.read(option, given);
        };
    }

    private Map<String, ConnectorConfig> sections(ConfigSpec spec, ConfigObject object, Place place) {
        Map<String, ConnectorConfig> sections = new TreeMap<>();
        for (String name : Keys.inOrder(object)) {
            Given given = given(Keys.value(object, name), place.child(name));
            object(given).ifPresent(section -> sections.put(name, read(spec, section, given.place())));
        }
        return Collections.unmodifiableMap(sections);
    }

    private CheckedConfig.@Nullable Entry missing(Option option, Place parent) {
        Place place = parent.child(option.key());
        references.of(place.path()).ifPresent(reference -> reportUnset(option, reference));
        if (option.required()) {
            if (!problems.has(place)) {
                problems.error(place, "is missing. %s.".formatted(option.description()));
            }
            return null;
        }
        if (option.type() == ConfigSpec.Type.SECTION) {
            return defaults(nested(option), place);
        }
        Object value = option.defaultValue();
        return value == null ? null : new CheckedConfig.Entry(value, place, false, "");
    }

    /** A credential that is silently left out is found hours later, by an upstream that throttles anonymous callers. */
    private void reportUnset(Option option, References.Reference reference) {
        Place place = reference.place();
        if (option.required() && !problems.has(place)) {
            problems.error(place, "is missing: %s. %s.".formatted(reference.unanswered(), option.description()));
        } else if (option.type() == ConfigSpec.Type.SECRET) {
            problems.warn(place, "is left out: %s.".formatted(reference.unanswered()));
        }
    }

    private CheckedConfig.@Nullable Entry defaults(ConfigSpec spec, Place place) {
        if (spec.options().stream().anyMatch(Option::required)) {
            return null;
        }
        Map<String, CheckedConfig.Entry> entries = new LinkedHashMap<>();
        for (Option option : spec.options()) {
            CheckedConfig.Entry entry = missing(option, place);
            if (entry != null) {
                entries.put(option.key(), entry);
            }
        }
        return new CheckedConfig.Entry(new CheckedConfig(spec, place, entries), place, false, "");
    }

    private static ConfigSpec nested(Option option) {
        ConfigSpec nested = option.nested();
        if (nested == null) {
            throw new IllegalArgumentException("section '%s' has no specification".formatted(option.key()));
        }
        return nested;
    }

    private static Optional<String> variableIn(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object.values().stream()
                    .flatMap(element -> variableIn(element).stream())
                    .findFirst();
        }
        if (value instanceof ConfigList list) {
            return list.stream()
                    .flatMap(element -> variableIn(element).stream())
                    .findFirst();
        }
        return Environment.variable(value.origin());
    }
}
