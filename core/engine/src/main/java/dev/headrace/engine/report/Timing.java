package dev.headrace.engine.report;

import dev.headrace.spi.ConfigProblem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When an instance is due, for {@code headrace serve}: by a span, by a cron expression, or not at all; never by both.
 *
 * @param every the span from one time to the next, at least 1 s
 * @param cron an expression that has not been looked at yet
 * @param zone in which the expression is meant
 * @param path of the option that says so; of the instance when none does
 * @param origin {@code file:line} of that, as far as it is known
 */
public record Timing(Optional<Duration> every, Optional<String> cron, ZoneId zone, String path, String origin) {
    /** What is wrong with it, for a {@link dev.headrace.spi.ConfigException}. */
    public ConfigProblem problem(String message) {
        return new ConfigProblem(path, origin, message);
    }

    /** Whether it says anything. */
    public boolean isGiven() {
        return every.isPresent() || cron.isPresent();
    }
}
