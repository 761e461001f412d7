package dev.headrace.engine.cause;

/**
 * When something that serves one at a time is free, in each world. Those who come are not always told of in the order in which they come
 * there in another world: who comes before the latest that it has been busy without a break finds it free.
 */
final class Serial implements Worlds.Member {
    private final long[] busyFrom = new long[Worlds.MOST];
    private final long[] free = new long[Worlds.MOST];

    Serial(Worlds worlds) {
        worlds.add(this);
    }

    @Override
    public void begin(int world) {
        busyFrom[world] = busyFrom[Worlds.REAL];
        free[world] = free[Worlds.REAL];
    }

    /** Serves one that comes at a time and takes so long; returns when that is done. */
    long serve(int world, long comes, long takes) {
        if (comes < busyFrom[world]) {
            return comes + takes;
        }
        if (comes >= free[world]) {
            busyFrom[world] = comes;
            free[world] = comes;
        }
        free[world] += takes;
        return free[world];
    }

    /** In truth it was free no later than this. */
    void wasFree(long time) {
        free[Worlds.REAL] = Math.min(free[Worlds.REAL], time);
    }
}
