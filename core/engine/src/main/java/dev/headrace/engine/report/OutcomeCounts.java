package dev.headrace.engine.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many items were planned and how they ended. Immutable.
 *
 * @param planned the first items and all their follow-ups, without the repeated ones
 * @param ended by outcome; an outcome that is not in the map has no items
 * @param repeated items that were dropped because an equal one was already met
 */
public record OutcomeCounts(long planned, Map<ItemOutcome, Long> ended, long repeated) {
    /** Copies the map. */
    public OutcomeCounts {
        Map<ItemOutcome, Long> copy = new EnumMap<>(ItemOutcome.class);
        copy.putAll(ended);
        ended = Collections.unmodifiableMap(copy);
    }

    /** The items of one outcome. */
    public long of(ItemOutcome outcome) {
        return ended.getOrDefault(outcome, 0L);
    }

    /** True if every planned item is among the ended ones, none twice. A run in which it is not has lost work. */
    public boolean balanced() {
        return planned == ended.values().stream().mapToLong(Long::longValue).sum();
    }

    /** True if every planned item succeeded. */
    public boolean complete() {
        return planned == of(ItemOutcome.SUCCEEDED);
    }

    /** The failed, throttled and blocked items together. */
    public long failures() {
        return of(ItemOutcome.FAILED) + of(ItemOutcome.THROTTLED) + of(ItemOutcome.BLOCKED);
    }

    /**
     * The same with some of the items that were not started counted as cancelled: a state file does not tell them apart.
     *
     * @param items at most so many as were not started
     */
    public OutcomeCounts cancelled(long items) {
        long moved = Math.min(items, of(ItemOutcome.NOT_STARTED));
        if (moved == 0) {
            return this;
        }
        Map<ItemOutcome, Long> changed = new EnumMap<>(ended);
        changed.merge(ItemOutcome.NOT_STARTED, -moved, Long::sum);
        changed.merge(ItemOutcome.CANCELLED, moved, Long::sum);
        return new OutcomeCounts(planned, changed, repeated);
    }

    /** The sum of two. */
    public OutcomeCounts plus(OutcomeCounts other) {
        Map<ItemOutcome, Long> sum = new EnumMap<>(ItemOutcome.class);
        sum.putAll(ended);
        other.ended.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new OutcomeCounts(planned + other.planned, sum, repeated + other.repeated);
    }

    /** No items at all. */
    public static OutcomeCounts none() {
        return new OutcomeCounts(0, Map.of(), 0);
    }
}
