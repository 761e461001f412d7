package dev.headrace.engine.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code ${NAME}} for names that the file itself does not define, and marks the answers, so that a value from outside
 * is neither shown in a message nor mistaken for one that was typed into the file.
 */
final class Environment implements ConfigResolver {
    private static final Pattern MARK = Pattern.compile("environment variable ([A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variable that a value came from, wholly or in part; empty when all of it stands in the file. */
    static Optional<String> variable(ConfigOrigin origin) {
        Matcher matcher = MARK.matcher(origin.description());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    // The library's interface is older than null annotations: null says that there is no such value.
    @SuppressWarnings("NullAway")
    public @Nullable ConfigValue lookup(String path) {
        String value = variables.get(path);
        return value == null ? null : ConfigValueFactory.fromAnyRef(value, "environment variable " + path);
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
        return this;
    }
}
