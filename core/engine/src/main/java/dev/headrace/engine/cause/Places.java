package dev.headrace.engine.cause;

import java.util.Arrays;

/**
 * When each of so many places becomes free, in each world: those of a connector's items under way, or of requests under a limit. Whoever
 * comes takes the one that has been free for the shortest time, or else the next to become free: the others are left to those who come
 * earlier in that world though they are told of later.
 */
final class Places implements Worlds.Member {
    /** How many are looked at: with more free ones than this, any will do. */
    private static final int LOOKED_AT = 64;

    private final Worlds worlds;
    /** In no order. */
    private final long[][] free = new long[Worlds.MOST][];

    private final int[] picked = new int[Worlds.MOST];
    private int size;

    Places(Worlds worlds, int places) {
        this.worlds = worlds;
        this.size = places;
        free[Worlds.REAL] = new long[places];
        for (int world = 1; world < worlds.count(); world++) {
            begin(world);
        }
        worlds.add(this);
    }

    @Override
    public void begin(int world) {
        free[world] = Arrays.copyOf(free[Worlds.REAL], free[Worlds.REAL].length);
    }

    /** How many there are. */
    int all() {
        return free[Worlds.REAL].length;
    }

    /** Chooses one for somebody who comes at a time; returns when it is free. */
    long pick(int world, long comes) {
        long[] times = free[world];
        int best = size - 1;
        for (int place = size - 2; place >= Math.max(0, size - LOOKED_AT); place--) {
            best = isBetter(times[place], times[best], comes) ? place : best;
        }
        picked[world] = best;
        return best < 0 ? 0 : times[best];
    }

    private static boolean isBetter(long one, long other, long comes) {
        return one <= comes ? other > comes || one > other : one < other;
    }

    /** Takes those that were chosen; one was in every world. */
    void take() {
        if (size > 0) {
            size--;
            for (int world = 0; world < worlds.count(); world++) {
                free[world][picked[world]] = free[world][size];
            }
        }
    }

    /** Gives one back; it becomes free at these times. */
    void give(long[] times) {
        if (size < free[Worlds.REAL].length) {
            for (int world = 0; world < worlds.count(); world++) {
                free[world][size] = times[world];
            }
            size++;
        }
    }
}
