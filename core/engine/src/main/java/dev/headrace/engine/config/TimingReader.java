package dev.headrace.engine.config;

import dev.headrace.engine.report.Timing;
import dev.headrace.spi.ConfigSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads when instances are due: each for itself, or the section {@code serve} for those that do not say. Confined to one thread. */
final class TimingReader {
    private static final String EVERY = "every";
    private static final String CRON = "cron";
    private static final String ZONE = "time-zone";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The section {@code serve}. */
    static final ConfigSpec SPEC = addTo(ConfigSpec.empty());

    private final Problems problems;
    private final CheckedConfig serve;

    /** @param serve the section, checked against {@link #SPEC} */
    TimingReader(Problems problems, CheckedConfig serve) {
        this.problems = problems;
        this.serve = serve;
        check(serve);
    }

    static ConfigSpec addTo(ConfigSpec spec) {
        return spec.optional(
                        EVERY, ConfigSpec.Type.DURATION, "With 'headrace serve': the span from one run to the next")
                .optional(
                        CRON,
                        ConfigSpec.Type.STRING,
                        "With 'headrace serve': when it runs, as minute, hour, day of the month, month, day of the week")
                .optional(ZONE, ConfigSpec.Type.STRING, "The time zone of cron, by default UTC");
    }

    /** Reports what is wrong with the options of an instance. */
    void check(CheckedConfig own) {
        if (own.has(EVERY) && own.has(CRON)) {
            problems.error(own.placeOf(CRON), "'every' is given too; keep one of them.");
        }
        if (own.has(EVERY) && own.duration(EVERY).compareTo(SHORTEST) < 0) {
            problems.error(own.placeOf(EVERY), "must be 1s or more.");
        }
        if (own.has(ZONE) && zone(own).isEmpty()) {
            problems.error(
                    own.placeOf(ZONE),
                    "'%s' is not a time zone; write for example UTC or Europe/Berlin.".formatted(own.string(ZONE)));
        }
    }

    /** When an instance is due whose options have no problem. */
    Timing read(CheckedConfig own) {
        CheckedConfig said = own.has(EVERY) || own.has(CRON) ? own : serve;
        String key = said.has(EVERY) ? EVERY : CRON;
        boolean given = said.has(key);
        Place place = given ? said.placeOf(key) : own.place();
        return new Timing(
                said.has(EVERY) ? Optional.of(said.duration(EVERY)) : Optional.empty(),
                said.has(CRON) ? Optional.of(said.string(CRON)) : Optional.empty(),
                zone(own).or(() -> zone(serve)).orElse(ZoneOffset.UTC),
                place.path(),
                place.origin());
    }

    private static Optional<ZoneId> zone(CheckedConfig config) {
        try {
            return config.has(ZONE) ? Optional.of(ZoneId.of(config.string(ZONE))) : Optional.empty();
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
