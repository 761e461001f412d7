package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What was sent in one sliding window: an exact log, not a bucket. A bucket of N refilled at N per W lets up to 2N - 1
 * requests into one W (measured: 399 of 200), and the upstream refuses the rest.
 *
 * <p>There is no pacing inside a window: N requests go at once and the next N after W. Spreading them would cost rate
 * (12 upstreams at 20 per second: 10.5 s paced and guarded, 9.5 s in bursts, where the nominal bound is 10 s) and gains
 * nothing against an upstream that counts by window. One that refuses bursts declares a spacing.
 *
 * <p>The log holds what was sent; what is granted and not sent yet is the claim that its limit makes on top, so that
 * the log never says that a request was sent earlier than it was, however long it took. Guarded by the kernel's lock.
 */
final class WindowLog {
    /** Above this many permits time stamps are merged, so that a window of a million a day does not need 8 MB. */
    static final int EXACT_PERMITS = 65_536;

    private static final int GRAINS = 1024;
    private static final long LEAST_GUARD = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MOST_GUARD = TimeUnit.SECONDS.toNanos(2);

    private final Limit.Window rule;
    private final int permits;
    private final long span;
    private final long grain;

    private long[] stamps = new long[16];
    private int[] units = new int[16];
    private int oldest;
    private int entries;
    private long newestBegan;
    private int used;

    WindowLog(Limit.Window rule) {
        this.rule = rule;
        permits = rule.permits();
        long length = Nanos.of(rule.length());
        span = Nanos.plus(length, guard(length));
        grain = permits > EXACT_PERMITS ? length / GRAINS : 0;
    }

    /**
     * What is added to the window's length. Two requests sent W apart arrive closer together when the first was slower:
     * with 5 to 50 ms of jitter a log without guard was refused 24 to 50 times in 2,000, with this one never
     * (measured).
     */
    private static long guard(long length) {
        return Math.min(MOST_GUARD, Math.max(LEAST_GUARD, length / 20));
    }

    /** Whether this log had no more room than so much when the request was sent. */
    boolean knows(Permit answered, long left) {
        return left >= permits - answered.usedThen;
    }

    /** When what is sent now no longer counts. */
    long endOf(long now) {
        return Nanos.plus(now, span);
    }

    Limit.Window rule() {
        return rule;
    }

    /** Units sent within the window as of the last look at the clock. */
    int used() {
        return used;
    }

    /**
     * Whether there is room without a look at the clock: what has expired still counts.
     *
     * @param claim the cost that asks, with all that is granted and not sent yet
     */
    boolean roomy(long claim) {
        return permits - used >= claim;
    }

    /**
     * When there is room for the claim; not after {@code now} if there is now; {@link Nanos#NEVER} if only a sending
     * can tell.
     */
    long dueFor(long claim, long now) {
        expire(now);
        long missing = claim - (permits - used);
        if (missing <= 0) {
            return now;
        }
        for (int i = 0; i < entries; i++) {
            int at = slot(i);
            missing -= units[at];
            if (missing <= 0) {
                return Nanos.plus(stamps[at], span);
            }
        }
        return Nanos.NEVER;
    }

    void sent(int cost, long now) {
        used += cost;
        if (entries > 0 && now - newestBegan < grain) {
            merge(cost, now);
        } else {
            append(cost, now);
        }
    }

    void expire(long now) {
        while (entries > 0 && now - stamps[oldest] >= span) {
            used -= units[oldest];
            oldest = slot(1);
            entries--;
        }
    }

    /**
     * Takes over what another log of the same limit has counted, after the limit was declared again with other rules.
     */
    void takeOver(WindowLog other) {
        for (int i = 0; i < other.entries; i++) {
            int at = other.slot(i);
            sent(other.units[at], other.stamps[at]);
        }
    }

    /** Takes the later time stamp for all units of the entry: they leave the window late rather than early. */
    private void merge(int cost, long now) {
        int newest = slot(entries - 1);
        units[newest] += cost;
        stamps[newest] = now;
    }

    private void append(int cost, long now) {
        if (entries == stamps.length) {
            grow();
        }
        int at = slot(entries++);
        stamps[at] = now;
        units[at] = cost;
        newestBegan = now;
    }

    private int slot(int index) {
        int at = oldest + index;
        return at < stamps.length ? at : at - stamps.length;
    }

    private void grow() {
        int length = stamps.length;
        long[] moreStamps = new long[length * 2];
        int[] moreUnits = Arrays.copyOf(units, length * 2);
        for (int i = 0; i < length; i++) {
            moreStamps[i] = stamps[slot(i)];
            moreUnits[i] = units[slot(i)];
        }
        stamps = moreStamps;
        units = moreUnits;
        oldest = 0;
    }
}
