package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import java.util.Optional;

/**
 * Something that a file chooses by name: a connector or a sink.
 *
 * @param name for messages
 * @param key the option that chooses
 * @param own the options that the engine has for every one of the kind
 */
record Kind(String name, String key, ConfigSpec own, Catalog catalog) {
    /**
     * The options of one that can be used; for any other a problem.
     *
     * @param chosen what the file gives for the key, if anything
     * @param place of the section
     */
    Optional<ConfigSpec> usable(String type, Optional<Given> chosen, Place place, Problems problems) {
        Place where = chosen.map(Given::place).orElse(place);
        ConfigSpec spec = catalog.specs().get(type);
        if (spec == null) {
            boolean plain = chosen.map(Given::isPlain).orElse(true);
            problems.error(where, plain ? refusal(type) : chosen.orElseThrow().shown() + " is no %s.".formatted(name));
            return Optional.empty();
        }
        spec.options().stream()
                .map(Option::key)
                .filter(option -> own.option(option).isPresent())
                .findFirst()
                .ifPresent(claimed -> problems.error(where, claim(type, claimed)));
        return Optional.of(spec);
    }

    private String claim(String type, String option) {
        return "the %1$s '%2$s' declares the option '%3$s', which belongs to the engine; it needs a corrected version of the %1$s."
                .formatted(name, type, option);
    }

    private String refusal(String type) {
        String why = catalog.unusable().get(type);
        if (why != null) {
            return "the %s '%s' cannot be used: %s".formatted(name, type, why);
        }
        String question = NearMisses.question(type, catalog.specs().keySet());
        String known =
                String.join(", ", catalog.specs().keySet().stream().sorted().toList());
        return "there is no %s '%s'.%s"
                .formatted(name, type, question.isEmpty() ? " Known are " + known + "." : question);
    }
}
