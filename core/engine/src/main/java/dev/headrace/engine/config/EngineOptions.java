package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code engine}: how much at once, and when something counts as stuck.
 *
 * @param inFlight the most requests under way in the whole run
 * @param carriers threads that run the code of connectors
 * @param blockingThreads the most threads for work that must block
 * @param stuckAfter how long a carrier may be held before it is replaced
 * @param attempts the most attempts at one work item, the first included
 * @param requestTimeout for one request with its retries and redirects, from the moment that the budget granted it
 * @param itemTimeout how long one attempt at a work item may take, not counting the wait for budgets
 * @param giveUpAfter how long a connector may hold its strand before the run goes on without it
 * @param stopWithin how long items under way may take to end when the run is told to stop
 * @param mayBlock what connectors may do although it blocks, each as {@code PATTERN: REASON}
 * @param durability what a commit survives: "full" a power failure too, "normal" a killed process
 */
public record EngineOptions(
        int inFlight,
        int carriers,
        int blockingThreads,
        Duration stuckAfter,
        int attempts,
        Duration requestTimeout,
        Duration itemTimeout,
        Duration giveUpAfter,
        Duration stopWithin,
        List<String> mayBlock,
        String durability) {

    /** The options of the section, with their defaults. */
    public static final ConfigSpec SPEC = ConfigSpec.empty()
            .integer("in-flight", 64, 1, 10_000, "The most requests under way in the whole run")
            .integer("carriers", defaultCarriers(), 1, 64, "Threads that run the code of connectors")
            .integer("blocking-threads", 16, 1, 1_000, "The most threads for work that must block")
            .optional(
                    "stuck-after",
                    ConfigSpec.Type.DURATION,
                    Duration.ofMillis(20),
                    "How long a carrier may be held before it is replaced")
            .integer("attempts", 3, 1, 100, "The most attempts at one work item, the first included")
            .optional(
                    "request-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(60),
                    "For one request with its retries and redirects, not counting the wait for the budget")
            .optional(
                    "item-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofMinutes(10),
                    "For one attempt at a work item, not counting the wait for budgets")
            .optional(
                    "give-up-after",
                    ConfigSpec.Type.DURATION,
                    Duration.ofMinutes(5),
                    "How long a connector may hold its strand before the run goes on without it")
            .optional(
                    "stop-within",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(5),
                    "How long items under way may take to end when the run is told to stop")
            .optional(
                    "may-block",
                    ConfigSpec.Type.STRING_LIST,
                    "What --diagnose counts as allowed, each as PATTERN: REASON")
            .choice(
                    "durability",
                    List.of("full", "normal"),
                    "What a commit survives: full a power failure too, normal a killed process");

    static EngineOptions of(ConnectorConfig config) {
        return new EngineOptions(
                config.integer("in-flight"),
                config.integer("carriers"),
                config.integer("blocking-threads"),
                config.duration("stuck-after"),
                config.integer("attempts"),
                config.duration("request-timeout"),
                config.duration("item-timeout"),
                config.duration("give-up-after"),
                config.duration("stop-within"),
                config.strings("may-block"),
                config.string("durability"));
    }

    /** Two at least: with one, a connector that blocks for less than {@code stuck-after} would stop all others. */
    private static int defaultCarriers() {
        return Math.min(64, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }
}
