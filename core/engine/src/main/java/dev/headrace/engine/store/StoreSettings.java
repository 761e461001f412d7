package dev.headrace.engine.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a store works.
 *
 * @param file the state file; made, with its directory, when it is not there
 * @param durability what a commit survives
 * @param oldest the most time between a commit being taken and being durable
 * @param limits how much a step may hold
 * @param clock for the times that are stored
 */
public record StoreSettings(Path file, Durability durability, Duration oldest, StepLimits limits, InstantSource clock) {

    /** The usual settings. */
    public static StoreSettings of(Path file) {
        return new StoreSettings(
                file.toAbsolutePath().normalize(),
                Durability.NORMAL,
                Duration.ofMillis(200),
                StepLimits.DEFAULT,
                InstantSource.system());
    }

    /** The same with another durability. */
    public StoreSettings with(Durability other) {
        return new StoreSettings(file, other, oldest, limits, clock);
    }

    /** The same with another clock for the times that are stored. */
    public StoreSettings with(InstantSource other) {
        return new StoreSettings(file, durability, oldest, limits, other);
    }

    /** The same with other limits. */
    public StoreSettings with(StepLimits other) {
        return new StoreSettings(file, durability, oldest, other, clock);
    }
}
