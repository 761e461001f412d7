package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import java.util.List;
import java.util.Optional;

/**
 * Something that a file chooses by name: a connector or a sink.
 *
 * @param name for messages
 * @param key the option that chooses
 * @param own the options that the engine has for every one of the kind
 */
record Kind(String name, String key, ConfigSpec own, Catalog catalog) {
    /** The options of one that can be used; for any other a problem. */
    Optional<ConfigSpec> usable(String type, Place place, Problems problems) {
        ConfigSpec spec = catalog.specs().get(type);
        if (spec == null) {
            problems.error(place, refusal(type));
            return Optional.empty();
        }
        List<String> claimed = spec.options().stream()
                .map(Option::key)
                .filter(option -> own.option(option).isPresent())
                .toList();
        if (!claimed.isEmpty()) {
            problems.error(
                    place,
                    "the %s '%s' declares the option '%s', which belongs to the engine; it needs a corrected version of the %s."
                            .formatted(name, type, claimed.get(0), name));
        }
        return Optional.of(spec);
    }

    private String refusal(String type) {
        String why = catalog.unusable().get(type);
        if (why != null) {
            return "the %s '%s' cannot be used: %s".formatted(name, type, why);
        }
        String known =
                String.join(", ", catalog.specs().keySet().stream().sorted().toList());
        String question = NearMisses.question(type, catalog.specs().keySet());
        return "there is no %s '%s'.%s"
                .formatted(name, type, question.isEmpty() ? " Known are " + known + "." : question);
    }
}
