package dev.headrace.engine.strand;

import java.time.Duration;
import java.util.Objects;

/**
 * What the watchdog does. The times are of one task on one carrier.
 *
 * @param limit a carrier held longer is replaced, and the task reported when it is blocked; 20 ms
 *     is long against a task (microseconds) and short against one exchange with an upstream
 * @param tick how often the carriers are looked at; a stuck one is replaced after {@code limit} and at most one tick
 * @param cpuLimit a task that computes is reported after this: cold code takes tens of milliseconds and is nobody's fault
 * @param classLoadingLimit a task that loads or initialises classes is reported after this
 * @param verdictsPerStrand distinct places kept for each strand, at least 1; what exceeds it is only counted
 * @param listener told of each verdict
 */
public record WatchSettings(
        Duration limit,
        Duration tick,
        Duration cpuLimit,
        Duration classLoadingLimit,
        int verdictsPerStrand,
        BlockingListener listener) {
    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public WatchSettings {
        requireAtLeastOneMilli(limit, "limit");
        requireAtLeastOneMilli(tick, "tick");
        requireAtLeastOneMilli(cpuLimit, "CPU limit");
        requireAtLeastOneMilli(classLoadingLimit, "class-loading limit");
        if (verdictsPerStrand < 1) {
            throw new IllegalArgumentException("verdicts per strand must be at least 1, was " + verdictsPerStrand);
        }
        Objects.requireNonNull(listener, "listener is null");
    }

    /** 20 ms, looked at every 5 ms; 100 ms of CPU; 500 ms of class loading; 32 places a strand; nobody told. */
    public static WatchSettings defaults() {
        return new WatchSettings(
                Duration.ofMillis(20),
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                32,
                new BlockingListener() {});
    }

    /** The same with another limit and tick. */
    public WatchSettings limit(Duration limit, Duration tick) {
        return new WatchSettings(limit, tick, cpuLimit, classLoadingLimit, verdictsPerStrand, listener);
    }

    /** The same with other limits for tasks that compute, and that load classes. */
    public WatchSettings lenience(Duration cpuLimit, Duration classLoadingLimit) {
        return new WatchSettings(limit, tick, cpuLimit, classLoadingLimit, verdictsPerStrand, listener);
    }

    /** The same with another number of places kept. */
    public WatchSettings verdictsPerStrand(int verdictsPerStrand) {
        return new WatchSettings(limit, tick, cpuLimit, classLoadingLimit, verdictsPerStrand, listener);
    }

    /** The same with another listener. */
    public WatchSettings listener(BlockingListener listener) {
        return new WatchSettings(limit, tick, cpuLimit, classLoadingLimit, verdictsPerStrand, listener);
    }

    private static void requireAtLeastOneMilli(Duration value, String what) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("%s must be at least 1 ms, was %s".formatted(what, value));
        }
    }
}
