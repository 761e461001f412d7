package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec.Option;

/** A duration or a size of nothing, which a specification cannot forbid. */
final class Positive {
    private Positive() {}

    /** Checks every duration and size among the options of a configuration. */
    static void checkAll(CheckedConfig config, Problems problems) {
        for (Option option : config.spec().options()) {
            if (config.has(option.key())) {
                check(config, option.key(), problems);
            }
        }
    }

    /** False, and reported, when the option is a duration or a size of zero. */
    static boolean check(CheckedConfig config, String key, Problems problems) {
        boolean zero = switch (config.spec().option(key).orElseThrow().type()) {
            case DURATION -> config.duration(key).isZero();
            case SIZE -> config.bytes(key) == 0;
            default -> false;
        };
        if (zero) {
            problems.error(config.placeOf(key), "must be more than zero.");
        }
        return !zero;
    }
}
