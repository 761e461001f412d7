package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import java.util.Map;

/**
 * What a configuration may name: connectors, or sinks.
 *
 * @param specs by name, the options of each that can be used
 * @param unusable by name, why one that is there cannot be used, as a sentence
 */
public record Catalog(Map<String, ConfigSpec> specs, Map<String, String> unusable) {
    /** Copies both maps. */
    public Catalog {
        specs = Map.copyOf(specs);
        unusable = Map.copyOf(unusable);
    }

    /** A catalog in which everything can be used. */
    public static Catalog of(Map<String, ConfigSpec> specs) {
        return new Catalog(specs, Map.of());
    }
}
