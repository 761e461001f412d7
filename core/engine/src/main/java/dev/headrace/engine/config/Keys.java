package dev.headrace.engine.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The keys of an object. The library keeps them in a hash table. */
final class Keys {
    private Keys() {}

    /** By line, and by name on one line. A key that is {@code null} in the file counts as not given. */
    static List<String> inOrder(ConfigObject object) {
        return object.keySet().stream()
                .filter(key -> !Unresolved.blocks(value(object, key)))
                .filter(key -> value(object, key).valueType() != ConfigValueType.NULL)
                .sorted(Comparator.comparingInt((String key) -> line(object, key))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The value of a key that is there. */
    static ConfigValue value(ConfigObject object, String key) {
        return Objects.requireNonNull(object.get(key), key);
    }

    private static int line(ConfigObject object, String key) {
        return Place.file("").at(value(object, key).origin()).line();
    }
}
