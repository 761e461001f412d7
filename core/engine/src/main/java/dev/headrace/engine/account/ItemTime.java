package dev.headrace.engine.account;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the wall time of one item went. It counts what is under way in each phase and, at each change, gives the time since the last
 * change to the {@linkplain Phase phase} that is furthest along: so the phases add up to the wall time exactly, whatever runs side by
 * side. Thread-safe; what happens after {@link #close} is not the item's any more.
 */
public final class ItemTime {
    private static final Phase[] PHASES = Phase.values();
    private static final int OTHER = Phase.OTHER.ordinal();

    private final LongSupplier clock;
    private final long began;

    // All that follows is guarded by this.
    private final long[] nanos = new long[PHASES.length];
    private final int[] active = new int[PHASES.length];
    private int phasesActive;
    private long chargedTo;
    /** What was waited for permits and has no limit's name yet. */
    private long unnamed;

    private long behind;

    private Map<String, LimitWait> waits = Map.of();
    private boolean closed;

    /**
     * Begins now, with nothing under way.
     *
     * @param clock nanoseconds that never go back, of the run
     */
    public ItemTime(LongSupplier clock) {
        this.clock = clock;
        this.began = clock.getAsLong();
        this.chargedTo = began;
    }

    /** The time of nobody in particular: nothing is kept. */
    public static ItemTime ofNobody(LongSupplier clock) {
        ItemTime nobody = new ItemTime(clock);
        nobody.close();
        return nobody;
    }

    /** Something of the item begins, in this phase. */
    public Passage begin(Phase phase) {
        Passage passage = new Passage(this, false);
        change(passage, phase);
        return passage;
    }

    /** A call of the item begins, in no phase yet; it also counts the time of each of its attempts. */
    public Passage beginCall() {
        return new Passage(this, true);
    }

    // ---- what the passages tell

    /** Returns how long the passage was in the phase that it leaves. */
    synchronized long change(Passage passage, @Nullable Phase next) {
        if (passage.isOver()) {
            return 0;
        }
        long now = clock.getAsLong();
        charge(now);
        Phase last = passage.at();
        if (last != null && --active[last.ordinal()] == 0) {
            phasesActive &= ~(1 << last.ordinal());
        }
        if (next != null && next != Phase.OTHER && active[next.ordinal()]++ == 0) {
            phasesActive |= 1 << next.ordinal();
        }
        return passage.moved(next == Phase.OTHER ? null : next, now);
    }

    /** A task that has been on the strand since some time turns out to block it. */
    synchronized void block(Passage passage) {
        if (passage.at() == Phase.STRAND) {
            long since = passage.since();
            change(passage, Phase.BLOCKED);
            move(Phase.STRAND, Phase.BLOCKED, chargedTo - since);
            passage.moved(Phase.BLOCKED, since);
        }
    }

    private void charge(long now) {
        if (!closed && now > chargedTo) {
            int phase = phasesActive == 0 ? OTHER : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(phasesActive);
            nanos[phase] += now - chargedTo;
            unnamed += phase == Phase.BUDGET.ordinal() ? now - chargedTo : 0;
            chargedTo = now;
        }
    }

    /**
     * A permit was granted or is not wanted any more: what the item has waited for permits since the last was for these limits.
     *
     * @param spans how long the request itself waited for which limit; empty if it did not
     */
    public synchronized void waitedFor(Map<String, Duration> spans) {
        charge(clock.getAsLong());
        if (closed || spans.isEmpty()) {
            return;
        }
        long whole = spans.values().stream().mapToLong(Duration::toNanos).sum();
        long left = unnamed;
        int more = spans.size();
        if (waits.isEmpty()) {
            waits = new TreeMap<>();
        }
        for (Map.Entry<String, Duration> span : spans.entrySet()) {
            // The last one gets the rest, so that nothing is lost by rounding.
            long part = --more == 0 || whole == 0
                    ? left
                    : (long) (unnamed * ((double) span.getValue().toNanos() / whole));
            waits.merge(span.getKey(), new LimitWait(1, Duration.ofNanos(part)), LimitWait::plus);
            left -= part;
        }
        unnamed = 0;
    }

    /**
     * Takes a span that turns out to have been spent otherwise out of the phase that it was given to, as far as it was.
     *
     * @return false if the item is closed: then its times are others' already
     */
    public synchronized boolean move(Phase from, Phase to, long spanNanos) {
        if (!closed) {
            long moved = Math.max(0, Math.min(spanNanos, nanos[from.ordinal()]));
            nanos[from.ordinal()] -= moved;
            nanos[to.ordinal()] += moved;
        }
        return !closed;
    }

    /** A part of what was waited for the strand was waited while another item blocked it. */
    public synchronized void waitedBehind(long spanNanos) {
        long moved = Math.min(spanNanos, nanos[Phase.STRAND_WAIT.ordinal()]);
        if (move(Phase.STRAND_WAIT, Phase.BLOCKED, moved)) {
            behind += moved;
        }
    }

    /** Ends the item's time. Without effect the second time. */
    public synchronized void close() {
        charge(clock.getAsLong());
        closed = true;
    }

    // ---- what it comes to

    /** The time so far, from its beginning to now or its end. */
    public synchronized Duration wall() {
        charge(clock.getAsLong());
        return Duration.ofNanos(chargedTo - began);
    }

    /** The time in one phase so far. */
    public Duration in(Phase phase) {
        return Duration.ofNanos(nanosIn(phase));
    }

    /** As {@link #in}, in nanoseconds. */
    public synchronized long nanosIn(Phase phase) {
        charge(clock.getAsLong());
        return nanos[phase.ordinal()];
    }

    /** The time in every phase that has any; together the {@link #wall}. */
    public synchronized Map<Phase, Duration> phases() {
        charge(clock.getAsLong());
        Map<Phase, Duration> spent = new EnumMap<>(Phase.class);
        for (Phase phase : PHASES) {
            if (nanos[phase.ordinal()] > 0) {
                spent.put(phase, Duration.ofNanos(nanos[phase.ordinal()]));
            }
        }
        return spent;
    }

    /** The times in all phases so far in nanoseconds, by ordinal, for those who add them up. */
    public synchronized void copyTo(long[] byPhase) {
        charge(clock.getAsLong());
        System.arraycopy(nanos, 0, byPhase, 0, nanos.length);
    }

    /** What it waited for each limit; together no more than its time in {@link Phase#BUDGET}. */
    public synchronized Map<String, LimitWait> waits() {
        return waits.isEmpty() ? Map.of() : Map.copyOf(waits);
    }

    /** The part of its time in {@link Phase#BLOCKED} in which others blocked the strand. */
    public synchronized long behindNanos() {
        return behind;
    }

    /** Up to when its time is accounted for, by the clock. */
    public synchronized long chargedToNanos() {
        return chargedTo;
    }
}
