package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one consumer under the same limits, at one instant.
 *
 * @param consumer who sends them
 * @param limits the limits' names, broad ones first
 * @param waiting how many wait
 * @param blocking the limit that holds them back; null when none waits
 * @param opensIn how long until that limit lets the first of them through; null when none waits, or when that depends on an event
 */
public record LaneSnapshot(
        String consumer,
        List<String> limits,
        int waiting,
        @Nullable String blocking,
        @Nullable Duration opensIn) {
    /** The limit that holds the requests back; empty when none waits. */
    public Optional<String> waitingFor() {
        return Optional.ofNullable(blocking);
    }
}
