package dev.headrace.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Parses a file with all that it includes, and substitutes. Nothing else takes part: no system properties, no reference files
 * from the class path, no class loader.
 *
 * @param root resolved
 * @param name of the file, as it is shown
 */
record Hocon(ConfigObject root, References references, String name) {
    static Hocon parse(Path file, Map<String, String> environment, Problems problems) {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            problems.error(Place.file(name), "there is no such file.");
            problems.throwIfAny();
        }
        try {
            Config parsed = ConfigFactory.parseFile(file.toFile(), options(name));
            References references = References.in(parsed.root(), name);
            Config resolved = parsed.resolve(ConfigResolveOptions.noSystem()
                    .setAllowUnresolved(true)
                    .appendResolver(new Environment(environment)));
            return new Hocon(resolved.root(), references, name);
        } catch (ConfigException failure) {
            problems.error(Place.file(name), "cannot be read");
            problems.throwIfAny();
            throw new IllegalStateException(failure.getClass().getName());
        }
    }

    private static ConfigParseOptions options(String name) {
        return ConfigParseOptions.defaults()
                .setOriginDescription(name)
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false);
    }

    ConfigValue value(String key) {
        return Keys.value(root, key);
    }
}
