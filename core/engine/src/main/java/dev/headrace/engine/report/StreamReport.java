package dev.headrace.engine.report;

import dev.headrace.engine.account.Phase;
import java.time.Duration;
import java.util.Map;

/**
 * What the items of one kind did in a run: for most connectors a kind is a stream.
 *
 * @param name the kind
 * @param items that have ended in this run
 * @param records that they gave
 * @param requests that they sent, with retries and redirects
 * @param failed those of the items that failed, were throttled out or blocked
 * @param complete whether none of them failed and all of the connector's items were done
 * @param time by phase, summed over the items
 * @param durations of the items, from start to the store's answer, with all attempts and the waits between them
 */
public record StreamReport(
        String name,
        long items,
        long records,
        long requests,
        long failed,
        boolean complete,
        Map<Phase, Duration> time,
        Durations durations) {
    /** Copies the map. */
    public StreamReport {
        time = Map.copyOf(time);
    }

    /**
     * How long items took; each at most 3.2 % off, but for the longest, which is exact.
     *
     * @param half took no longer than this
     * @param nineOfTen took no longer than this
     * @param ninetyNine of a hundred took no longer than this
     * @param longest of all
     */
    public record Durations(Duration half, Duration nineOfTen, Duration ninetyNine, Duration longest) {
        /** Of no items. */
        public static final Durations NONE = new Durations(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
