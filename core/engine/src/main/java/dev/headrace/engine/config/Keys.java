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
                .filter(key -> isGiven(object, key))
                .sorted(Comparator.comparingInt((String key) -> line(object, key))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    static boolean isGiven(ConfigObject object, String key) {
        ConfigValue value = object.get(key);
        return value != null && !Unresolved.blocks(value) && value.valueType() != ConfigValueType.NULL;
    }

    /** The value of a key that is there. */
    static ConfigValue value(ConfigObject object, String key) {
        return Objects.requireNonNull(object.get(key), key);
    }

    private static int line(ConfigObject object, String key) {
        return value(object, key).origin().lineNumber();
    }
}
