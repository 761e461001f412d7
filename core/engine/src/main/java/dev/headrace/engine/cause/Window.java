package dev.headrace.engine.cause;

/**
 * One window of a limit in each world: a unit may go once the one that is so many before it has left the window. When each unit went is
 * kept for sixteen of a window only; in between the one before counts, so that the bound is too low by a sixteenth at most.
 */
final class Window implements Worlds.Member {
    private static final int MARKS = 16;
    private static final int KEPT = MARKS + 2;

    private final long permits;
    private final long length;
    private final long unitsAMark;
    private final long[][] marks = new long[Worlds.MOST][];
    private long units;

    Window(Worlds worlds, long permits, long lengthNanos) {
        this.permits = permits;
        this.length = lengthNanos;
        this.unitsAMark = (permits + MARKS - 1) / MARKS;
        marks[Worlds.REAL] = new long[KEPT];
        for (int world = 1; world < worlds.count(); world++) {
            begin(world);
        }
        worlds.add(this);
    }

    @Override
    public void begin(int world) {
        marks[world] = marks[Worlds.REAL].clone();
    }

    /** When the last of so many more units may go; 0 if at once. */
    long opens(int world, long more) {
        long last = units / unitsAMark - 1;
        long mark = Math.min(last, (units + more - permits) / unitsAMark - 1);
        boolean kept = units + more > permits && mark >= 0 && mark > last - KEPT;
        return kept ? marks[world][(int) (mark % KEPT)] + length : 0;
    }

    /** So many more have gone. */
    void gone(long more, long[] times, int worlds) {
        long before = units / unitsAMark;
        units += more;
        long first = Math.max(before, units / unitsAMark - KEPT);
        for (long mark = first; mark < units / unitsAMark; mark++) {
            for (int world = 0; world < worlds; world++) {
                mark(marks[world], mark, times[world]);
            }
        }
    }

    /** In order: in another world one may have gone before those that it followed in truth. */
    private static void mark(long[] ring, long mark, long time) {
        long place = mark;
        for (; place > 0 && place > mark - KEPT + 1 && ring[(int) ((place - 1) % KEPT)] > time; place--) {
            ring[(int) (place % KEPT)] = ring[(int) ((place - 1) % KEPT)];
        }
        ring[(int) (place % KEPT)] = time;
    }
}
