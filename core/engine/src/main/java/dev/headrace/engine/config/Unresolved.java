package dev.headrace.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.stream.Collectors;

/** Reports every {@code ${NAME}} that nothing answered; the library would stop at the first. */
final class Unresolved {
    private final References references;
    private final Problems problems;

    Unresolved(References references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    /** Whether a value cannot be looked at because something that it is made of is not known. */
    static boolean blocks(ConfigValue value) {
        return value instanceof ConfigList list ? list.stream().anyMatch(Unresolved::blocks) : refusesLooks(value);
    }

    void report(ConfigValue value, Place parent) {
        Place place = parent.at(value.origin());
        if (refusesLooks(value)) {
            problems.error(
                    place,
                    "refers to %s, which is neither in the file nor an environment variable."
                            .formatted(names(value, place)));
        } else if (value instanceof ConfigObject object) {
            object.forEach((key, member) -> report(member, place.child(key)));
        } else if (value instanceof ConfigList list) {
            int index = 0;
            for (ConfigValue element : list) {
                report(element, place.element(index++));
            }
        }
    }

    private static boolean refusesLooks(ConfigValue value) {
        try {
            return value instanceof ConfigObject object ? object.size() < 0 : value.valueType() == null;
        } catch (ConfigException.NotResolved unknown) {
            return true;
        }
    }

    private String names(ConfigValue value, Place place) {
        return references.names(value, place).stream().map("${%s}"::formatted).collect(Collectors.joining(", "));
    }
}
