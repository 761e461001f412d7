package dev.headrace.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which options the file gives as {@code ${NAME}} or {@code ${?NAME}}. After substitution a value no longer knows the line of
 * its reference, and an optional one that was not set is gone without trace.
 */
final class References {
    /** @param place of the reference, with its line */
    record Reference(String variable, Place place) {}

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, Reference> byPath = new HashMap<>();

    private References() {}

    /** @param unresolved as it was parsed, before substitution */
    static References in(ConfigObject unresolved, String file) {
        References references = new References();
        references.collect(unresolved, Place.file(file));
        return references;
    }

    Optional<Reference> of(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private void collect(ConfigObject object, Place place) {
        for (String key : object.keySet()) {
            try {
                collect(Keys.value(object, key), place.child(key));
            } catch (ConfigException.NotResolved merged) {
                // An object that is put together from others has no keys before substitution. The price is a message
                // that does not name the variable.
            }
        }
    }

    private void collect(ConfigValue value, Place place) {
        if (value instanceof ConfigObject object) {
            collect(object, place.at(value.origin()));
            return;
        }
        Matcher matcher = REFERENCE.matcher(value.render());
        if (matcher.matches()) {
            byPath.put(place.path(), new Reference(matcher.group(1), place.at(value.origin())));
        }
    }
}
