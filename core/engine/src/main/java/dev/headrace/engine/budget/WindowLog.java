package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What was sent in one sliding window: an exact log, not a bucket. A bucket of N refilled at N per W lets up to 2N - 1
 * requests into one W (measured: 399 of 200), and the upstream refuses the rest.
 *
 * <p>There is no pacing inside a window unless its limit says so: N requests go at once and the next N after W. Spreading them costs
 * rate (12 upstreams at 20 per second: 10.5 s paced and guarded, 9.5 s in bursts, where the nominal bound is 10 s) and gains nothing
 * against an upstream that counts by window.
 *
 * <p>The log holds what was sent; what is granted and not sent yet is the claim that its limit makes on top, so that
 * the log never says that a request was sent earlier than it was, however long it took. Guarded by the kernel's lock.
 */
final class WindowLog {
    /** Above this many permits time stamps are merged, so that a window of a million a day does not need 8 MB. */
    static final int EXACT_PERMITS = 65_536;

    /** In so many parts a window is kept between runs. */
    private static final int SLOTS = 64;

    private static final int GRAINS = 1024;
    private static final long LEAST_GUARD = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MOST_GUARD = TimeUnit.SECONDS.toNanos(2);
    /** The most that the first window is prolonged by. */
    private static final long MOST_LATENESS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final long NOTHING_SENT = -1;

    private final Limit.Window rule;
    private final int permits;
    private final long guard;
    private final long span;
    private final long grain;

    private long[] stamps = new long[16];
    private int[] units = new int[16];
    private int oldest;
    private int entries;
    private long newestBegan;
    private int used;
    private long firstSent = NOTHING_SENT;
    private long lateness;

    WindowLog(Limit.Window rule, Limit.Mode mode) {
        this.rule = rule;
        permits = rule.permits();
        long length = Nanos.of(rule.length());
        guard = mode == Limit.Mode.EXACT ? guard(length) : 0;
        span = Nanos.plus(length, guard);
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

    /**
     * Whether what an upstream has counted may all be from here: it may have counted what was sent after the request that it
     * answers, and never what was not sent.
     *
     * @param left what the upstream says is left
     * @param unsent what is granted, and sent for all we know
     */
    boolean explains(long left, long unsent, long now) {
        expire(now);
        return permits - left <= used + unsent;
    }

    /**
     * Hears when the answer came to what was sent. The first requests of a process go through cold code and new connections,
     * and arrive together long after they were sent (60 to 140 ms, measured); what follows a window later arrives at once. So
     * what was sent in the first window counts for longer, by as much as its slowest answer exceeded the guard: the upstream
     * may have counted it as late as that. Later windows pay nothing, however slow the upstream is.
     */
    void answered(long sent, long now) {
        if (guard > 0 && isOfFirstWindow(sent)) {
            lateness = Math.max(lateness, Math.min(MOST_LATENESS, now - sent - guard));
        }
    }

    private boolean isOfFirstWindow(long sent) {
        return firstSent != NOTHING_SENT && sent - firstSent < span;
    }

    /** When what is sent then no longer counts. */
    long endOf(long sent) {
        return Nanos.plus(sent, isOfFirstWindow(sent) ? span + lateness : span);
    }

    Limit.Window rule() {
        return rule;
    }

    /** How long counts what is sent, in nanoseconds. */
    long span() {
        return span;
    }

    /** Spreads what the window allows over its length. */
    Pacer pacer() {
        Pacer pacer = new Pacer();
        pacer.rate(permits, span);
        return pacer;
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
        // The entries leave in their order, though the last one of the first window may count for longer than those
        // after it.
        long due = now;
        for (int i = 0; i < entries; i++) {
            int at = slot(i);
            due = Math.max(due, endOf(stamps[at]));
            missing -= units[at];
            if (missing <= 0) {
                return due;
            }
        }
        return Nanos.NEVER;
    }

    void sent(int cost, long now) {
        used += cost;
        firstSent = firstSent == NOTHING_SENT ? now : firstSent;
        if (entries > 0 && now - newestBegan < grain) {
            merge(cost, now);
        } else {
            append(cost, now);
        }
    }

    void expire(long now) {
        while (entries > 0 && now >= endOf(stamps[oldest])) {
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

    /** Told what was sent when. */
    interface Slots {
        void add(long stamp, int units);
    }

    /** Tells what counts, the oldest first, in at most {@link #SLOTS} parts and one; each counts as if all of it was sent at its end. */
    void forEachSlot(long now, Slots slots) {
        expire(now);
        long width = Nanos.of(rule.length()) / SLOTS;
        int sum = 0;
        for (int i = 0; i < entries; i++) {
            sum += units[slot(i)];
            boolean last = i + 1 == entries || stamps[slot(i)] / width != stamps[slot(i + 1)] / width;
            if (last && sum > 0) {
                slots.add(stamps[slot(i)], sum);
                sum = 0;
            }
        }
    }

    /** What an earlier process has sent; the oldest first. */
    void recall(long sent, int cost) {
        used += cost;
        append(cost, sent);
    }

    /** What was sent then costs less than was thought. What has left the window is not given back. */
    void takeBack(long sent, int cost) {
        int left = cost;
        for (int i = firstNotBefore(sent); i < entries && left > 0; i++) {
            int taken = Math.min(left, units[slot(i)]);
            units[slot(i)] -= taken;
            used -= taken;
            left -= taken;
        }
    }

    private int firstNotBefore(long sent) {
        int low = 0;
        int high = entries;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stamps[slot(middle)] < sent) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
