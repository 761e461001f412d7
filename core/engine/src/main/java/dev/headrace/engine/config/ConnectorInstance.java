package dev.headrace.engine.config;

import dev.headrace.engine.budget.Standing;
import dev.headrace.engine.report.Timing;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.util.List;
import java.util.Locale;

/**
 * One instance of a connector, as the file names it.
 *
 * @param name of the instance, unique in a run
 * @param connector name of the connector that it is an instance of
 * @param concurrency the most work items of the instance under way at once
 * @param onBlock what becomes of the instance when its code blocks: "warn", "isolate" or "fail"
 * @param standing against other instances under the same limits
 * @param under further limits that all its requests are under
 * @param timing when it is due, for those who collect it again and again
 * @param config the options of the connector, checked against its own specification
 */
public record ConnectorInstance(
        String name,
        String connector,
        int concurrency,
        String onBlock,
        Standing standing,
        HttpOptions http,
        List<String> under,
        Timing timing,
        ConnectorConfig config) {

    /** The options that every instance has beside those of its connector; a connector cannot declare one of their names. */
    public static final ConfigSpec SPEC = TimingReader.addTo(ConfigSpec.empty()
            .optional(
                    "connector",
                    ConfigSpec.Type.STRING,
                    "Which connector this is an instance of; by default the one of the same name")
            .integer("concurrency", 16, 1, 10_000, "The most work items of this instance under way at once")
            .choice(
                    "on-block",
                    List.of("warn", "isolate", "fail"),
                    "When its code blocks: warn reports it, isolate gives it a thread of its own, fail fails the item")
            .integer("weight", 1, 1, 1000, "Its share of a limit that others are under too, as against theirs")
            .choice(
                    "priority",
                    List.of("normal", "interactive", "backfill"),
                    "Who goes first under a shared limit; after 30 s of waiting as of the next higher one")
            .optional(
                    "under",
                    ConfigSpec.Type.STRING_LIST,
                    List.of(),
                    "Further limits, named in the section limits, that all its requests are under")
            .section("http", HttpOptions.SPEC, "What one exchange may cost"));

    static ConnectorInstance of(
            String name, String connector, CheckedConfig own, Timing timing, ConnectorConfig config) {
        return new ConnectorInstance(
                name,
                connector,
                own.integer("concurrency"),
                own.string("on-block"),
                standing(own),
                HttpOptions.of(own.section("http")),
                own.strings("under"),
                timing,
                config);
    }

    private static Standing standing(CheckedConfig own) {
        String priority = own.string("priority").toUpperCase(Locale.ROOT);
        return new Standing(Standing.Priority.valueOf(priority), own.integer("weight"));
    }
}
