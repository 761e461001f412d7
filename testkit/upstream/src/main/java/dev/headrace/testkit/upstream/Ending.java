package dev.headrace.testkit.upstream;

/**
 * How a reply ends.
 *
 * @param kind what happens
 * @param afterBytes how many bytes of the body go out first; -1 if not even the headers do
 */
record Ending(Kind kind, int afterBytes) {
    static final Ending COMPLETE = new Ending(Kind.COMPLETE, Integer.MAX_VALUE);
    static final Ending NEVER = new Ending(Kind.NEVER, -1);
    static final Ending RESET = new Ending(Kind.RESET, -1);
    static final Ending HANG_UP = new Ending(Kind.HANG_UP, -1);
    static final Ending GARBAGE = new Ending(Kind.GARBAGE, -1);

    enum Kind {
        COMPLETE,
        NEVER,
        RESET,
        HANG_UP,
        GARBAGE
    }

    Ending {
        if (afterBytes < -1) {
            throw new IllegalArgumentException("A reply cannot end after " + afterBytes + " bytes: name 0 or more.");
        }
    }

    boolean beforeHeaders() {
        return afterBytes < 0;
    }
}
