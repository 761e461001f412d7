package dev.headrace.engine.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code ${NAME}} for names that the file itself does not define, and marks the answers, so that a value from outside
 * is neither shown in a message nor mistaken for one that was typed into the file.
 */
final class Environment {
    private static final String MARK = "environment variable ";
    private static final Pattern MARKED = Pattern.compile(MARK + "([A-Za-z_][A-Za-z0-9_]*)");

    private Environment() {}

    static ConfigObject marked(Map<String, String> variables) {
        Map<String, ConfigValue> values = new HashMap<>();
        variables.forEach((name, value) -> values.put(name, ConfigValueFactory.fromAnyRef(value, MARK + name)));
        return ConfigValueFactory.fromMap(values);
    }

    /** The variable that a value came from, wholly or in part; empty when all of it stands in the file. */
    static Optional<String> variable(ConfigOrigin origin) {
        String description = origin.description();
        if (!description.contains(MARK)) {
            return Optional.empty();
        }
        Matcher matcher = MARKED.matcher(description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
