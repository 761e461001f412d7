package dev.headrace.engine.run;

import dev.headrace.engine.account.TimeAccount;
import dev.headrace.engine.blocking.BlockingLane;
import dev.headrace.engine.http.Upstream;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.report.ConnectorProgress.Failures;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.store.CommitResult;
import dev.headrace.engine.store.LeasedItem;
import dev.headrace.engine.store.Validators;
import dev.headrace.engine.strand.Strand;
import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.WorkItem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One open connector in one run: its work and its counters. What is not private belongs to the scheduler's strand; everything
 * else may be read by any thread.
 */
final class Instance {
    /** What an instance is doing, in the order in which it happens. */
    enum Stage {
        /** What earlier runs have left is done first: an unfinished run's items, or those that failed. */
        CATCHING_UP,
        /** It is being asked for its first items. */
        PLANNING,
        /** Its items are being done. */
        COLLECTING,
        /** Nothing more will come of it. */
        ENDED
    }

    final Deque<Turn> ready = new ArrayDeque<>();
    final Set<ItemRun> underWay = new LinkedHashSet<>();
    final Origins origins = new Origins();
    int committing;
    int delayed;
    int promised;
    boolean leasing;
    boolean mayPlan;

    private final String name;
    private final String connectorName;
    private final Connector connector;
    private final int concurrency;
    private final OnBlock onBlock;
    private final Strand strand;
    private final Upstream upstream;
    private final BlockingLane blocking;
    private final Map<String, Validators> validators;
    private final DroppedStages dropped;
    private final RunTrace trace;
    private final TimeAccount account = new TimeAccount();
    private final StreamAccounts streams = new StreamAccounts();
    private final LongAdder records = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final RecentFailures failures = new RecentFailures();
    private final LongAdder cancelled = new LongAdder();

    // Written on the scheduler's strand only.
    private volatile Stage stage = Stage.CATCHING_UP;
    private volatile long stored;
    private volatile int running;
    private volatile int waiting;
    private volatile long endedNanos;
    private volatile @Nullable String problem;
    private volatile Cursors cursors = scope -> Optional.empty();
    // Written on the connector's strand only.
    private volatile @Nullable ItemTask onStrand;
    private volatile long blockedNanos;

    Instance(
            OpenConnector open,
            Strand strand,
            Upstream upstream,
            BlockingLane blocking,
            Map<String, Validators> validators,
            DroppedStages dropped,
            RunTrace trace) {
        this.name = open.name();
        this.connectorName = open.upstream().connector();
        this.connector = open.connector();
        this.concurrency = open.concurrency();
        this.onBlock = open.onBlock();
        this.strand = strand;
        this.upstream = upstream;
        this.blocking = blocking;
        this.validators = validators;
        this.dropped = dropped;
        this.trace = trace;
    }

    String name() {
        return name;
    }

    String connectorName() {
        return connectorName;
    }

    Connector connector() {
        return connector;
    }

    int concurrency() {
        return concurrency;
    }

    OnBlock onBlock() {
        return onBlock;
    }

    Strand strand() {
        return strand;
    }

    Upstream upstream() {
        return upstream;
    }

    BlockingLane blocking() {
        return blocking;
    }

    /** What earlier runs left to ask with, by address. Immutable. */
    Map<String, Validators> validators() {
        return validators;
    }

    /** Hears of its items. */
    RunTrace trace() {
        return trace;
    }

    /** The stages that its items have dropped. */
    DroppedStages dropped() {
        return dropped;
    }

    /** The time of all its items that are over. */
    TimeAccount account() {
        return account;
    }

    /** The same by kind of item, and what else they did. */
    StreamAccounts streams() {
        return streams;
    }

    Cursors cursors() {
        return cursors;
    }

    void cursors(Map<String, String> committed) {
        cursors = scope -> Optional.ofNullable(committed.get(scope));
    }

    /** What runs on the strand now for an item, if anything does. */
    @Nullable
    ItemTask onStrand() {
        return onStrand;
    }

    void onStrand(@Nullable ItemTask task) {
        onStrand = task;
    }

    /** How long items have blocked the strand, those that the watchdog caught at it. */
    long blockedNanos() {
        return blockedNanos;
    }

    /** On the strand. */
    void blockedFor(long nanos) {
        long before = blockedNanos;
        blockedNanos = before + nanos;
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }

    /** Nothing more will come of it. */
    void end(long nowNanos) {
        stage = Stage.ENDED;
        endedNanos = nowNanos;
    }

    /** When it ended; 0 before. */
    long endedNanos() {
        return endedNanos;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    void problem(String text) {
        problem = text;
    }

    /** Items that wait in the store. */
    long stored() {
        return stored;
    }

    void stored(long items) {
        stored = items;
    }

    long records() {
        return records.sum();
    }

    Failures failures() {
        return failures.all();
    }

    /** Items that have succeeded in this run. */
    long succeeded() {
        return succeeded.sum();
    }

    /** An item has succeeded, with so many records. */
    void collected(int more) {
        succeeded.increment();
        records.add(more);
    }

    void failed(LeasedItem item, ItemOutcome outcome, String cause) {
        failures.add(new FailedItem(name, dropped.hide(item.item().toString()), outcome, item.attempt(), cause));
    }

    /** Items that were under way when the scheduler gave them up; to the store they wait, as before. */
    long cancelled() {
        return cancelled.sum();
    }

    void cancel() {
        cancelled.increment();
    }

    /** Items under way, as last shown. */
    int running() {
        return running;
    }

    /** Items in memory that wait, as last shown. */
    int waiting() {
        return waiting;
    }

    /** Lets the readers see the work; called by the scheduler when it has changed. */
    void show() {
        running = underWay.size();
        waiting = ready.size() + delayed;
    }

    void take(CommitResult result) {
        stored(stored() + result.queued());
        result.endless().forEach(this::endless);
    }

    private void endless(WorkItem page) {
        String cause = "the pagination is endless: this page was already met in its walk, so it ended here";
        failures.add(new FailedItem(name, page.toString(), ItemOutcome.FAILED, 1, cause));
    }

    boolean isDrained() {
        return ready.isEmpty() && underWay.isEmpty() && committing == 0 && delayed == 0 && !leasing && stored == 0;
    }

    boolean isIdle() {
        return underWay.isEmpty() && committing == 0 && stage != Stage.PLANNING;
    }
}
