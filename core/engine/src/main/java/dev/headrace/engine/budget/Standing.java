package dev.headrace.engine.budget;

/**
 * How a consumer stands against the others where they meet.
 *
 * @param priority who goes first
 * @param weight its share among those of its priority, 1 to 1,000: one of weight 2 sends twice what one of weight 1 does
 */
public record Standing(Priority priority, int weight) {
    /** Who goes first; one that has waited for 30 s counts as of the next higher priority, so that nobody starves. */
    public enum Priority {
        /** Somebody waits for it. */
        INTERACTIVE,
        /** The usual. */
        NORMAL,
        /** Whenever nobody else wants to. */
        BACKFILL
    }

    /** Normal, of weight 1. */
    public static final Standing USUAL = new Standing(Priority.NORMAL, 1);

    static final int MOST_WEIGHT = 1_000;

    /** @throws IllegalArgumentException if the weight is out of its range */
    public Standing {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("a weight is 1 to %s, was %s".formatted(MOST_WEIGHT, weight));
        }
    }
}
