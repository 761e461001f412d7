package dev.headrace.engine.record;

/**
 * Which rows are kept, by a number that each has drawn: those at or below a bound. Lowering the bound leaves of any set of rows the same
 * share, whenever they came, so what is kept is a uniform sample. Immutable.
 *
 * @param usual for all rows
 * @param trouble for rows of trouble, never below {@code usual}: they are kept by preference
 */
record Bounds(long usual, long trouble) {
    /** All rows. */
    static final Bounds ALL = new Bounds(Long.MAX_VALUE, Long.MAX_VALUE);

    /** An eighth goes at a time: rarely enough to be cheap, and little enough to leave the room well used. */
    private static final int PARTS = 8;

    boolean admits(long drawn, boolean isTrouble) {
        return drawn <= (isTrouble ? trouble : usual);
    }

    /** Whether those of trouble are preferred still. */
    boolean prefersTrouble() {
        return trouble > usual;
    }

    /**
     * Bounds that admit less.
     *
     * @param all whether there is no room for so many rows
     * @param ofTrouble whether those of trouble have had their share of it
     */
    Bounds lowered(boolean all, boolean ofTrouble) {
        long lower = all ? less(usual) : usual;
        return new Bounds(lower, ofTrouble ? Math.max(lower, less(trouble)) : trouble);
    }

    private static long less(long bound) {
        return bound / PARTS * (PARTS - 1);
    }
}
