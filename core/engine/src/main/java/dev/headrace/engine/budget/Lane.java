package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one consumer that are under the same limits: first come, first served. Lanes of different consumers
 * take turns wherever they share a limit. Thread-safe; kept and used for every request, because finding it is dearer
 * than using it.
 */
public final class Lane {
    static final int FREE = -1;

    /** What an answer is supposed to take before the first has come. */
    private static final int FIRST_BYTES = 16 << 10;

    final Kernel kernel;
    final Consumer consumer;
    /** Broad limits first. */
    final SharedLimit[] limits;

    private final List<String> names;
    private final List<SharedLimit> upstreamLimits;
    /** The narrowest limit of the upstream that is no bucket; null where it has none. */
    private final @Nullable SharedLimit home;
    /** How many of the limits, the last ones, are the upstream's own buckets. */
    private final int buckets;

    private final boolean countsBytes;

    // All that follows is guarded by the kernel's lock.
    final Share[] shares;

    private long expectedBytes = FIRST_BYTES;
    /** How long the lane was held back by each limit. */
    private final long[] clocks;
    /** The limit that holds the first request back, and by that all of them; {@link #FREE} when none waits. */
    private int parkedAt = FREE;
    /** Up to when the time is accounted for. */
    private long accountedAt;

    private @Nullable Permit head;
    private @Nullable Permit tail;
    private int waiting;

    Lane(Kernel kernel, Consumer consumer, List<SharedLimit> limits, List<Share> shares) {
        this.kernel = kernel;
        this.consumer = consumer;
        this.limits = limits.toArray(SharedLimit[]::new);
        this.names = limits.stream().map(limit -> limit.name).toList();
        this.shares = shares.toArray(Share[]::new);
        this.upstreamLimits = limits.stream().filter(limit -> limit.upstream).toList();
        this.home = upstreamLimits.stream()
                .filter(limit -> !limit.bucket)
                .reduce((broad, narrow) -> narrow)
                .orElse(null);
        this.buckets = (int) limits.stream().filter(limit -> limit.bucket).count();
        this.countsBytes = limits.stream().anyMatch(limit -> limit.rules().unit() == Limit.Unit.BYTES);
        this.clocks = new long[limits.size()];
    }

    /**
     * Asks for a permit.
     *
     * @param claimant called on this thread, before the method returns, if the answer is known now; otherwise later on
     *     the budgets' executor
     * @return the place in the queue, to leave it by
     */
    public Ticket acquire(Demand demand, Claimant claimant) {
        return kernel.acquire(this, demand, claimant);
    }

    /** The consumer's name. */
    public String consumer() {
        return consumer.name;
    }

    /** The limits' names, broad ones first. */
    public List<String> limits() {
        return names;
    }

    // ---- granting; all limits or none

    boolean roomy(Permit permit) {
        for (SharedLimit limit : limits) {
            if (!limit.roomy(permit)) {
                return false;
            }
        }
        return true;
    }

    void charge(Permit permit) {
        for (SharedLimit limit : limits) {
            limit.charge(permit);
        }
    }

    void refund(Permit permit) {
        for (SharedLimit limit : limits) {
            limit.refund(permit);
        }
    }

    void sent(Permit permit, long now) {
        permit.sentAt = now;
        long[] inBuckets = buckets == 0 ? null : new long[buckets];
        for (int i = 0; i < limits.length; i++) {
            SharedLimit limit = limits[i];
            limit.sent(permit, now);
            // Narrow limits come last: what stays is the count of the one that an answer is about.
            if (inBuckets != null && limit.bucket) {
                inBuckets[i - (limits.length - buckets)] = limit.windows.sentUnits();
            } else if (limit.upstream) {
                permit.sentUnitsThen = limit.windows.sentUnits();
            }
        }
        permit.sentInBucketsThen = inBuckets;
    }

    /** What had been sent under a limit when this request was; all that there is if the request was not under it. */
    long sentThen(Permit permit, SharedLimit limit) {
        long[] inBuckets = permit.sentInBucketsThen;
        for (int i = 0; inBuckets != null && i < buckets; i++) {
            if (limits[limits.length - buckets + i] == limit) {
                return inBuckets[i];
            }
        }
        return limit == home ? permit.sentUnitsThen : limit.windows.sentUnits() + limit.windows.unsentUnits();
    }

    /** Whether the end of a request needs the clock. */
    boolean countsToTheEnd() {
        for (SharedLimit limit : limits) {
            if (limit.windows.countsToTheEnd()) {
                return true;
            }
        }
        return false;
    }

    void finished(Permit permit, long now) {
        for (SharedLimit limit : limits) {
            limit.finished(permit, now);
        }
    }

    /** Charges what a request costs more than was thought, or gives back what it costs less. */
    void settle(Permit permit, int actual, long now) {
        settle(permit, Limit.Unit.COST, actual, now);
        permit.cost = actual;
    }

    private void settle(Permit permit, Limit.Unit unit, int actual, long now) {
        for (SharedLimit limit : limits) {
            if (limit.rules().unit() == unit) {
                limit.settle(permit, actual - limit.windows.cost(permit), now);
            }
        }
    }

    // ---- bytes

    boolean countsBytes() {
        return countsBytes;
    }

    /** What a request will take, going by those before it; no more than a window ever allows. */
    int expectedBytes() {
        if (!countsBytes) {
            return 0;
        }
        int most = (int) expectedBytes;
        for (SharedLimit limit : limits) {
            most = limit.rules().unit() == Limit.Unit.BYTES ? Math.min(most, limit.windows.mostCost()) : most;
        }
        return most;
    }

    /** Charges what the bodies took beyond what was thought, or gives back the rest. */
    void took(Permit permit, int bytes, long now) {
        settle(permit, Limit.Unit.BYTES, bytes, now);
        permit.bytes = bytes;
        // The largest of late, so that many small answers before a large one do not let all of it through.
        expectedBytes = Math.max(bytes, expectedBytes - expectedBytes / 8 + bytes / 8);
    }

    /** Gives back what was charged where an answer "not modified" costs nothing. */
    void unchanged(Permit permit, long now) {
        for (SharedLimit limit : limits) {
            if (limit.rules().isUnchangedFree()) {
                limit.settle(permit, -limit.windows.cost(permit), now);
            }
        }
        permit.unchanged = true;
    }

    /**
     * The limit that a request must wait for longest, {@link #FREE} if it need not. One whose time is known goes before
     * one that waits for an event: fewer looks, and a better answer to "what is it waiting for".
     */
    int blocker(Permit permit, long now) {
        int blocker = FREE;
        long latest = Nanos.NEVER;
        for (int i = 0; i < limits.length; i++) {
            long due = limits[i].dueFor(permit, now);
            boolean known = due != Nanos.NEVER && (latest == Nanos.NEVER || due > latest);
            if (due > now && (blocker == FREE || known)) {
                blocker = i;
                latest = due;
            }
        }
        return blocker;
    }

    /** Whether a request may go now, nobody being first in line. */
    boolean open(Permit permit, long now) {
        return isEmpty() && !crowded() && blocker(permit, now) == FREE;
    }

    long dueFor(Permit permit, long now) {
        int blocker = blocker(permit, now);
        return blocker == FREE ? now : limits[blocker].dueFor(permit, now);
    }

    /** Whether no limit has had a pause lately: cheaper than a look at the clock. */
    boolean unpaused() {
        for (SharedLimit limit : limits) {
            if (!limit.pause.clear()) {
                return false;
            }
        }
        return true;
    }

    boolean paused(long now) {
        for (SharedLimit limit : limits) {
            if (!limit.pause.over(now)) {
                return true;
            }
        }
        return false;
    }

    /** The limit that an answer is about that names none; null where the upstream has none. */
    @Nullable
    SharedLimit home() {
        return home;
    }

    /** The limits that answers may touch, broad ones first. */
    List<SharedLimit> upstreamLimits() {
        return upstreamLimits;
    }

    /** Whether anyone waits under one of the limits. */
    boolean crowded() {
        return firstCrowded() != FREE;
    }

    int firstCrowded() {
        for (int i = 0; i < limits.length; i++) {
            if (!limits[i].turns.isEmpty()) {
                return i;
            }
        }
        return FREE;
    }

    // ---- the queue

    @Nullable
    Permit head() {
        return head;
    }

    boolean isEmpty() {
        return head == null;
    }

    int parkedAt() {
        return parkedAt;
    }

    /** Puts the lane in line at one of its limits, or takes it out of line. */
    void parkAt(int limit, long now) {
        account(now);
        if (parkedAt != FREE) {
            limits[parkedAt].turns.leave(this, shares[parkedAt]);
            limits[parkedAt].waiting -= waiting;
        }
        parkedAt = limit;
        if (parkedAt != FREE) {
            limits[parkedAt].turns.park(this, shares[parkedAt]);
            limits[parkedAt].waiting += waiting;
        }
    }

    /** Goes behind the other lanes of its consumer at the same limit. */
    void goLast() {
        limits[parkedAt].turns.goLast(this, shares[parkedAt]);
    }

    /** How long the first request has waited. */
    long headAge(long now) {
        return head == null ? 0 : now - head.waitsSince;
    }

    void enqueue(Permit permit, boolean first, long now) {
        account(now);
        permit.waitsSince = permit.waits == null ? now : permit.waitsSince;
        openWaits(permit);
        if (first) {
            link(permit, head);
            head = permit;
            tail = tail == null ? permit : tail;
        } else {
            link(tail, permit);
            tail = permit;
            head = head == null ? permit : head;
        }
        count(1);
    }

    void remove(Permit permit, long now) {
        account(now);
        Permit before = permit.before;
        Permit behind = permit.behind;
        head = permit == head ? behind : head;
        tail = permit == tail ? before : tail;
        link(before, behind);
        permit.before = null;
        permit.behind = null;
        count(-1);
        closeWaits(permit);
    }

    private static void link(@Nullable Permit before, @Nullable Permit behind) {
        if (before != null) {
            before.behind = behind;
        }
        if (behind != null) {
            behind.before = before;
        }
    }

    private void count(int change) {
        waiting += change;
        consumer.waiting += change;
        if (parkedAt != FREE) {
            limits[parkedAt].waiting += change;
        }
    }

    // ---- time accounts

    /** Puts the time since the last call to the limit that held the lane back. Before every change of the queue. */
    void account(long now) {
        if (parkedAt != FREE) {
            long span = now - accountedAt;
            clocks[parkedAt] += span;
            limits[parkedAt].waitedNanos += (double) span * waiting;
        }
        accountedAt = now;
    }

    /** Remembers where the clocks stand, less what the permit has waited before. */
    private void openWaits(Permit permit) {
        long[] before = permit.waits;
        long[] waits = clocks.clone();
        for (int i = 0; before != null && i < before.length; i++) {
            waits[i] -= before[i];
        }
        permit.waits = waits;
    }

    private void closeWaits(Permit permit) {
        long[] waits = permit.waits;
        for (int i = 0; waits != null && i < waits.length; i++) {
            waits[i] = clocks[i] - waits[i];
            limits[i].waits += waits[i] > 0 ? 1 : 0;
        }
    }

    /** How long a request that waits no more has waited for which limit. */
    Map<String, Duration> waits(Permit permit) {
        long[] spans = permit.waits;
        Map<String, Duration> waits = new LinkedHashMap<>();
        for (int i = 0; spans != null && i < spans.length; i++) {
            if (spans[i] > 0) {
                waits.put(limits[i].name, Duration.ofNanos(spans[i]));
            }
        }
        return waits;
    }

    Optional<String> waitingFor() {
        return parkedAt == FREE ? Optional.empty() : Optional.of(limits[parkedAt].name);
    }

    LaneSnapshot snapshot(long now) {
        return new LaneSnapshot(consumer.name, limits(), waiting, waitingFor().orElse(null), opensIn(now));
    }

    private @Nullable Duration opensIn(long now) {
        if (parkedAt == FREE || head == null) {
            return null;
        }
        long due = limits[parkedAt].dueFor(head, now);
        return due == Nanos.NEVER ? null : Duration.ofNanos(Math.max(0, due - now));
    }
}
