package dev.headrace.engine.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Keeps the attempts of a run, all of them while there is room and a uniform sample afterwards, in which failed and throttled ones have a
 * tenth to themselves where they need it. Thread-safe: carriers add, and none waits for another for longer than it takes to write a row.
 */
public final class Recorder {
    /** More than a page can show. */
    static final int MOST = 100_000;

    /** Of the heap that the JVM may have. */
    private static final int PERCENT_OF_HEAP = 3;

    /** More than carriers on most machines. */
    private static final int STRIPES = 8;

    private static final int SHARE_OF_TROUBLE = 10;

    private final int most;
    private final long startNanos;
    private final Stripe[] stripes = new Stripe[STRIPES];
    private final Names connectors = new Names();
    private final Names budgets = new Names();
    private final ConcurrentHashMap<String, Track> tracks = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();
    private final LongAdder[] byResult =
            Stream.generate(LongAdder::new).limit(AttemptResult.values().length).toArray(LongAdder[]::new);
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();
    private final AtomicBoolean lowering = new AtomicBoolean();
    private final Curves curves = new Curves();

    private volatile Bounds bounds = Bounds.ALL;
    private volatile boolean ended;

    private Recorder(long startNanos, int most) {
        this.startNanos = startNanos;
        this.most = most;
        Arrays.setAll(stripes, number -> new Stripe());
    }

    /** A recorder for a run that began then, by its own clock, with as much room as this JVM can spare. */
    public static Recorder of(long startNanos) {
        return ofSeveral(startNanos, 1);
    }

    /** A recorder for one of so many runs that may go on side by side: all of them have the room of one. */
    public static Recorder ofSeveral(long startNanos, int runs) {
        return new Recorder(startNanos, room(Runtime.getRuntime().maxMemory(), runs));
    }

    /** A recorder with room for so many rows. */
    static Recorder of(long startNanos, int most) {
        return new Recorder(startNanos, most);
    }

    /** Keeps nothing. */
    public static Recorder none() {
        return new Recorder(0, 0);
    }

    /** How many rows each of so many runs may have in a heap of so many bytes. */
    static int room(long maxHeap, int runs) {
        return (int) Math.min(MOST, maxHeap / 100 * PERCENT_OF_HEAP / Rows.BYTES_PER_ROW / runs);
    }

    /** The requests of one connector; the same for the same name. */
    public Track track(String connector) {
        return tracks.computeIfAbsent(connector, name -> new Track(this, connectors.number(name)));
    }

    /** @param target tells where it went, without secrets; asked only if the row is kept */
    void add(int connector, RecordedAttempt attempt, Supplier<String> target) {
        long drawn = drawn(total.getAndIncrement());
        byResult[attempt.result().ordinal()].increment();
        boolean trouble = attempt.result().isTrouble();
        if (ended || most == 0 || !bounds.admits(drawn, trouble)) {
            return;
        }
        String shown = target.get();
        int budget = attempt.budget().isEmpty() ? -1 : budgets.number(attempt.budget());
        long start = Math.max(0, attempt.startNanos() - startNanos) / 1_000;
        add(rows -> {
            // Again, with the stripe in hand: rows that come behind a lowering must obey it.
            if (!ended && bounds.admits(drawn, trouble)) {
                rows.add(drawn, start, connector, budget, attempt, shown);
                kept.incrementAndGet();
                troubles.addAndGet(trouble ? 1 : 0);
            }
        });
        if (isFull() || hasMuchTrouble()) {
            lower();
        }
    }

    private boolean isFull() {
        return kept.get() > most;
    }

    private boolean hasMuchTrouble() {
        return bounds.prefersTrouble() && troubles.get() > most / SHARE_OF_TROUBLE;
    }

    /** At any stripe that is free, the thread's own first. */
    private void add(Consumer<Rows> adding) {
        int own = (int) Thread.currentThread().getId();
        for (int i = 0; i < STRIPES; i++) {
            if (stripes[(own + i) % STRIPES].tryAdd(adding)) {
                return;
            }
        }
        stripes[own % STRIPES].add(adding);
    }

    /** Makes room. One thread does; the others go on and add. */
    private void lower() {
        if (!lowering.compareAndSet(false, true)) {
            return;
        }
        try {
            while (isFull() || hasMuchTrouble()) {
                bounds = bounds.lowered(isFull(), troubles.get() > most / SHARE_OF_TROUBLE);
                drop();
            }
        } finally {
            lowering.set(false);
        }
    }

    private void drop() {
        for (Stripe stripe : stripes) {
            Stripe.Dropped dropped = stripe.keep(bounds);
            kept.addAndGet(-dropped.rows());
            troubles.addAndGet(-dropped.troubles());
        }
    }

    /** A number for a row, as good as random: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long drawn(long number) {
        long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (mixed ^ (mixed >>> 31)) >>> 1;
    }

    // ---- curves over time; one thread at a time

    /**
     * Notes how things stand.
     *
     * @param nowNanos by the run's clock
     * @param waiting how many requests of a connector wait for a budget now
     * @return how long until it should be told again, in nanoseconds
     */
    public long look(long nowNanos, ToIntFunction<String> waiting) {
        return curves.look(nowNanos - startNanos, readings(nowNanos, waiting));
    }

    private List<Curves.Reading> readings(long nowNanos, ToIntFunction<String> waiting) {
        List<Curves.Reading> readings = new ArrayList<>();
        tracks.forEach((name, track) -> {
            Track.Flown flown = track.flown(nowNanos);
            readings.add(new Curves.Reading(name, flown.nanos(), flown.sent(), waiting.applyAsInt(name)));
        });
        return readings;
    }

    /**
     * What it has; from now on nothing is added. Once.
     *
     * @param nowNanos by the run's clock
     */
    public Recording end(long nowNanos) {
        ended = true;
        curves.end(nowNanos - startNanos, readings(nowNanos, name -> 0));
        List<Rows> rows = new ArrayList<>();
        for (Stripe stripe : stripes) {
            rows.add(stripe.rows());
        }
        long[] counts = Arrays.stream(byResult).mapToLong(LongAdder::sum).toArray();
        return new Recording(rows, connectors.all(), budgets.all(), counts, curves);
    }
}
