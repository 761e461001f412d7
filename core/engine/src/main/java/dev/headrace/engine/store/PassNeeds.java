package dev.headrace.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one pass of a connector over its upstream has needed so far.
 *
 * @param started when it began
 * @param active how long it has been at work, over all its runs
 * @param finished true if a run has ended cleanly and left nothing of it to do, and no item failed that would have led to others
 * @param current true for the connector's latest pass
 * @param needs by kind of item and limits
 */
public record PassNeeds(Instant started, Duration active, boolean finished, boolean current, List<Need> needs) {
    /**
     * What the items of one kind have needed under the same limits. An item whose requests were under several sets of limits, as
     * after a redirect, counts where its first request does, with its records and its time.
     *
     * @param kind of the items; {@value #OTHERS} for those of a connector that has too many kinds
     * @param limits the limits' names, broad ones first; empty for items that sent nothing
     * @param items attempts at items that have ended
     * @param followUps items that they led to
     * @param leading items that led to any
     * @param requests sent, with retries and redirects
     * @param units what they cost
     * @param unchanged how many were answered "not modified" (304)
     * @param busy the items' time, summed up, but for what they waited for limits
     * @param waited what they waited for limits, summed up
     */
    public record Need(
            String kind,
            List<String> limits,
            long items,
            long records,
            long followUps,
            long leading,
            long requests,
            long units,
            long unchanged,
            Duration busy,
            Duration waited) {}

    static final String OTHERS = "*";

    /** The requests of all kinds. */
    public long requests() {
        return needs.stream().mapToLong(Need::requests).sum();
    }
}
