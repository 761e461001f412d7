package dev.headrace.engine.cause;

/**
 * What led to an event: the path, and when the event would have come in each of the other worlds. Immutable.
 *
 * <p>The path may be shorter than the event is late: then the rest is a wait of whatever follows from it.
 */
public final class Trail {
    /** Of a run that is not followed. */
    public static final Trail NONE = new Trail(Path.EMPTY, new long[Worlds.MOST], 0);

    final Path path;
    /** By world, in nanoseconds since the start of the run; the first is the real one. */
    private final long[] times;

    private final int era;

    Trail(Path path, long[] times, int era) {
        this.path = path;
        this.times = times;
        this.era = era;
    }

    /** When the event came. */
    long time() {
        return times[Worlds.REAL];
    }

    /** When it would have come in another world; where that was not thought of yet, when it came. */
    long time(int world, Worlds worlds) {
        return era >= worlds.since(world) ? times[world] : times[Worlds.REAL];
    }
}
