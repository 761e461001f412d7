package dev.headrace.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file with all that it includes, substituted. Nothing else takes part: no system properties, no reference files from the
 * class path.
 *
 * @param root may hold values that could not be substituted, each of which has been reported
 * @param name of the file, as it is shown
 */
record Hocon(ConfigObject root, References references, String name) {
    /**
     * Parses a file.
     *
     * @throws dev.headrace.spi.ConfigException if it, or one that it includes, is no HOCON: nothing of it can be checked then
     */
    static Hocon parse(Path file, Map<String, String> environment, Problems problems) {
        String name = file.toString();
        ConfigObject parsed = new Sources(problems).parse(file, name);
        problems.throwIfAny();
        Hocon hocon = new Hocon(substituted(parsed, environment, name, problems), References.in(parsed, name), name);
        new Unresolved(hocon.references(), problems).report(hocon.root(), Place.file(name));
        return hocon;
    }

    private static ConfigObject substituted(
            ConfigObject parsed, Map<String, String> environment, String name, Problems problems) {
        ConfigObject answers = parsed.withFallback(Environment.marked(environment));
        try {
            return parsed.toConfig()
                    .resolveWith(
                            answers.toConfig(), ConfigResolveOptions.noSystem().setAllowUnresolved(true))
                    .root();
        } catch (ConfigException circle) {
            // The library's message and cause may quote values, so neither is kept.
            Place place = circle.origin() == null
                    ? Place.file(name)
                    : Place.file(name).at(circle.origin());
            problems.error(place, "a substitution refers to itself in a circle.");
            problems.throwIfAny();
            throw new IllegalStateException("a problem was reported and not thrown");
        }
    }
}
