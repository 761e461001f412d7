package dev.headrace.engine.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The worlds in which the run goes on side by side: the real one, and one without each of some factors. A world begins as a copy of the
 * real one when its factor has become a part of a path that counts; so what the factor cost before is not taken away, which is at most that
 * part.
 */
final class Worlds {
    static final int REAL = 0;
    /** The real one and sixteen others. */
    static final int MOST = 17;

    /** A factor counts from this part of a path on. */
    private static final int PART = 50;

    private static final long LEAST_NANOS = 1_000_000;

    /** What has a time in each world. */
    interface Member {
        /** A world begins anew, as the real one is. */
        void begin(int world);
    }

    private final List<Member> members = new ArrayList<>();
    private final int[] factors = new int[MOST];
    private final int[] since = new int[MOST];
    /** The most that its factor has taken of any path: what it saves shows only in the world of the instance that ends last. */
    private final long[] worth = new long[MOST];
    /** The latest that has happened in each. */
    private final long[] latest = new long[MOST];

    private int[] worldOf = new int[64];
    private int count = 1;
    private int era;

    int count() {
        return count;
    }

    int era() {
        return era;
    }

    int since(int world) {
        return since[world];
    }

    void add(Member member) {
        members.add(member);
    }

    void remove(Member member) {
        members.remove(member);
    }

    /** The world without a factor; 0 if there is none. */
    int without(int factor) {
        return factor < worldOf.length ? worldOf[factor] : REAL;
    }

    int factorOf(int world) {
        return factors[world];
    }

    long latest(int world) {
        return latest[world];
    }

    void happened(long[] times) {
        for (int world = 0; world < count; world++) {
            latest[world] = Math.max(latest[world], times[world]);
        }
    }

    /** A factor takes a part of the path to an event. */
    void consider(int factor, long onPath, long length) {
        int there = without(factor);
        if (there != REAL) {
            worth[there] = Math.max(worth[there], onPath);
        } else if (factor != 0 && onPath >= LEAST_NANOS && onPath >= length / PART) {
            int world = count < MOST ? count++ : dullest(onPath);
            if (world != REAL) {
                begin(world, factor, onPath);
            }
        }
    }

    /** The world of least worth, if that is clearly less than this; the real one if there is none. */
    private int dullest(long onPath) {
        int dullest = REAL;
        long least = onPath - onPath / 4;
        for (int world = 1; world < MOST; world++) {
            if (worth[world] < least) {
                least = worth[world];
                dullest = world;
            }
        }
        return dullest;
    }

    private void begin(int world, int factor, long onPath) {
        if (factors[world] != 0) {
            worldOf[factors[world]] = REAL;
        }
        if (factor >= worldOf.length) {
            worldOf = Arrays.copyOf(worldOf, 2 * factor);
        }
        worldOf[factor] = world;
        factors[world] = factor;
        since[world] = ++era;
        worth[world] = onPath;
        latest[world] = latest[REAL];
        members.forEach(member -> member.begin(world));
    }
}
