package dev.headrace.engine.run;

import dev.headrace.engine.blocking.BlockingPool;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.LaneSnapshot;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.http.Upstream;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.stage.CreationLines;
import dev.headrace.engine.store.RunStart;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreException;
import dev.headrace.engine.store.Validators;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.TimerThread;
import dev.headrace.spi.Connector;
import dev.headrace.spi.Limit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run from the opening of its parts to its report. The scheduler's strand drives it; the end, which waits for files and
 * threads, has a thread of its own.
 */
public final class RunSession implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration RAREST = Duration.ofMinutes(1);
    /** No name that an instance could have. */
    private static final String SCHEDULER = "headrace:scheduler";

    private final RunSetup setup;
    private final List<OpenConnector> connectors;
    private final List<UnopenedConnector> unopened;
    private final Instant started;
    private final long startedNanos;
    private final CompletableFuture<RunReport> report = new CompletableFuture<>();
    private final CompletableFuture<StoreException> storeFailure = new CompletableFuture<>();
    private final StrandWatch watch = new StrandWatch(this::instance, this::blocked);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final RunParts parts;
    private final Strand serial;
    private final RunKeeper keeper;

    private volatile List<Instance> instances = List.of();
    private volatile @Nullable RunStart start;
    private volatile @Nullable Scheduler scheduler;
    private volatile boolean stopped;
    private volatile @Nullable String problem;
    private volatile @Nullable RunDocument document;

    private RunSession(RunSetup setup, List<OpenConnector> connectors, List<UnopenedConnector> unopened) {
        this.setup = setup;
        this.connectors = List.copyOf(connectors);
        this.unopened = List.copyOf(unopened);
        TimerThread machine = TimerThread.start();
        RunTime time = setup.clock().map(EngineClock::begin).orElseGet(() -> RunTime.ofMachine(machine.scheduler()));
        this.started = time.wallTime();
        this.startedNanos = time.nanoTime();
        Activity activity = time.activity();
        // Until the run has begun, and again from its end on, the clock stands still.
        activity.begins();
        // First, because it loads the database's native library on its own thread while the rest begins.
        Store store = Store.open(setup.store().with(time::wallTime), setup.sink(), storeFailure::complete, activity);
        Carriers carriers = Carriers.start(
                setup.carriers().watch(setup.carriers().watch().listener(watch)).failures(this::taskFailed), activity);
        BlockingPool pool = BlockingPool.start(setup.blocking(), activity);
        Ticker ticker = Ticker.of(time);
        Budgets budgets = new Budgets(ticker, carriers.parallel(), BudgetSettings.DEFAULTS, setup.limits());
        var engineLane = pool.nativeLane("engine", RunSession.class.getClassLoader(), 8, 1_000);
        HttpTransport transport = new HttpTransport(
                setup.transport(),
                budgets,
                ticker,
                carriers.parallel(),
                task -> engineLane.call(
                        () -> {
                            task.run();
                            return true;
                        },
                        Runnable::run),
                this::fatal);
        Recorder recorder = Recorder.of(startedNanos);
        transport.recordInto(recorder);
        this.parts = new RunParts(machine, time, carriers, pool, engineLane, budgets, transport, store);
        this.serial = carriers.strand(SCHEDULER, RunSession.class.getClassLoader(), frame -> false);
        this.keeper = new RunKeeper(setup, parts, recorder, limits(), started, startedNanos);
    }

    private LimitFacts limits() {
        List<Limit> declared =
                connectors.stream().flatMap(open -> open.limits().stream()).toList();
        return new LimitFacts(setup.limits(), declared);
    }

    /**
     * Starts a run.
     *
     * @param connectors the run closes them
     * @param unopened instances that could not be opened, for the report
     */
    public static RunSession start(RunSetup setup, List<OpenConnector> connectors, List<UnopenedConnector> unopened) {
        RunSession session = new RunSession(setup, connectors, unopened);
        session.parts.transport().warmUp();
        session.begin();
        session.parts.time().activity().ends();
        return session;
    }

    private void begin() {
        // Not before: the store may fail while the other parts are being made, and what is not made cannot be closed.
        storeFailure.minimalCompletionStage().thenAccept(this::storeFailed);
        List<String> names = connectors.stream().map(OpenConnector::name).toList();
        parts.store().begin(names).whenComplete((begun, failure) -> {
            // A store that fails says so itself, with a better message: see storeFailed.
            if (failure == null) {
                requeue(names, begun);
            }
        });
    }

    /** What failed in earlier runs is tried first, so that its scopes may be complete before more is planned. */
    private void requeue(List<String> names, RunStart begun) {
        parts.store()
                .requeueFailed(names)
                .thenCombine(parts.store().view(RunSession::kept), Leftovers::new)
                .whenComplete((left, failure) -> {
                    if (failure == null) {
                        serial.execute(() -> schedule(begun, left));
                    }
                });
    }

    /**
     * What earlier runs left, by instance.
     *
     * @param requeued how many failed items wait again
     * @param kept what else they left
     */
    private record Leftovers(Map<String, Long> requeued, Kept kept) {}

    /**
     * What earlier runs left, whatever their items.
     *
     * @param validators what was seen at each address, by instance
     * @param limits what they have sent, by limit
     * @param tokens the refresh tokens that servers gave them, sealed
     */
    private record Kept(
            Map<String, Map<String, Validators>> validators, Map<String, String> limits, Map<String, String> tokens) {}

    private static Kept kept(StateView view) throws SQLException {
        return new Kept(view.validators(), view.limits(), view.tokens());
    }

    private void schedule(RunStart begun, Leftovers left) {
        start = begun;
        parts.budgets().remember(left.kept().limits(), parts.store()::keepLimits);
        parts.transport().remember(left.kept().tokens(), parts.store()::keepToken);
        List<Instance> made = new ArrayList<>();
        for (OpenConnector open : connectors) {
            RunStart.ConnectorStart from = begun.connectors().get(open.name());
            Instance instance = instance(open, left.kept().validators().getOrDefault(open.name(), Map.of()));
            if (from != null) {
                instance.cursors(from.cursors());
                instance.stored(from.queued() + left.requeued().getOrDefault(open.name(), 0L));
                instance.mayPlan = !from.planned() && !setup.settings().retryOnly();
            }
            made.add(instance);
        }
        instances = List.copyOf(made);
        Committer committer = new Committer(parts.store(), parts.carriers().parallel(), setup.redact(), this::fatal);
        Scheduler scheduling = new Scheduler(serial, committer, parts.time(), setup.settings(), instances);
        scheduler = scheduling;
        scheduling.ended().whenComplete((nothing, failure) -> end());
        if (stopped) {
            // Before anything has started, so that nothing is left that would have to be cancelled.
            scheduling.stop();
        }
        // Before anything has started, so that the line is there when the first request goes out.
        keeper.check(instances);
        scheduling.start();
        lookLater();
        checkLater();
        checkDeadlinesLater();
    }

    private Instance instance(OpenConnector open, Map<String, Validators> validators) {
        open.limits().forEach(parts.budgets()::register);
        parts.budgets().stands(open.name(), open.standing());
        Upstream upstream = parts.transport().upstream(open.upstream());
        Strand strand = parts.carriers().strand(open.name(), open.loader(), open::isOwnCode);
        CreationLines lines = setup.settings().stageLines() ? CreationLines.of(open::isOwnClass) : CreationLines.NONE;
        return new Instance(
                open,
                strand,
                upstream,
                parts.pool().lane(open.name(), open.loader(), 8, 1_000),
                validators,
                new DroppedStages(
                        open.name(), lines, upstream, text -> setup.redact().apply(upstream.redact(text))));
    }

    private Optional<Instance> instance(String name) {
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst();
    }

    // ---- while it runs

    private void checkLater() {
        if (!ending.get()) {
            // By the machine's clock: code that blocks does so in earnest.
            parts.machine().after(CHECK_EVERY, serial, () -> {
                giveUpStuck(System.nanoTime());
                keeper.check(instances);
                checkLater();
            });
        }
    }

    private void lookLater() {
        if (!ending.get()) {
            parts.timer().after(keeper.look(), serial, this::lookLater);
        }
    }

    private void checkDeadlinesLater() {
        if (!ending.get()) {
            parts.timer().after(deadlineChecks(setup.settings().itemTimeout()), serial, () -> {
                checkDeadlines();
                checkDeadlinesLater();
            });
        }
    }

    /** An item may take a tenth longer than it is allowed to, within reason. */
    private static Duration deadlineChecks(Duration itemTimeout) {
        Duration tenth = itemTimeout.dividedBy(10);
        return tenth.compareTo(CHECK_EVERY) < 0 ? CHECK_EVERY : tenth.compareTo(RAREST) > 0 ? RAREST : tenth;
    }

    private void checkDeadlines() {
        Scheduler running = scheduler;
        if (running == null) {
            return;
        }
        Set<String> waiting = parts.budgets().snapshot().lanes().stream()
                .filter(lane -> lane.waiting() > 0)
                .map(LaneSnapshot::consumer)
                .collect(Collectors.toSet());
        running.checkDeadlines(parts.time().nanoTime(), instance -> waiting.contains(instance.name()));
    }

    private void giveUpStuck(long now) {
        Scheduler running = scheduler;
        if (running == null) {
            return;
        }
        Duration patience = setup.settings().giveUpAfter();
        watch.stuck().forEach((name, stuck) -> {
            if (now - stuck.sinceNanos() > patience.toNanos()) {
                String why = "its code has held its strand for more than %s and was given up"
                        .formatted(Spans.text(patience));
                instance(name).ifPresent(instance -> running.giveUp(instance, why));
            }
        });
    }

    private void blocked(ItemRun guilty, String cause) {
        Scheduler running = scheduler;
        try {
            if (running != null) {
                running.failBlocked(guilty, cause);
            }
        } catch (RejectedExecutionException ended) {
            LOG.debug("the run has ended before a blocking item could be failed", ended);
        }
    }

    @Override
    public String id() {
        return keeper.id();
    }

    @Override
    public CompletionStage<RunReport> report() {
        return report;
    }

    @Override
    public Optional<RunDocument> document() {
        return Optional.ofNullable(document);
    }

    private Duration elapsed() {
        return Duration.ofNanos(parts.time().nanoTime() - startedNanos);
    }

    @Override
    public Progress progress() {
        return new Reports(parts, instances, unopened, setup.detection()).progress(elapsed(), watch.stuck());
    }

    @Override
    public void stop() {
        try {
            serial.execute(this::stopNow);
        } catch (RejectedExecutionException ended) {
            LOG.debug("the run has ended before it could be stopped", ended);
        }
    }

    private void stopNow() {
        if (stopped) {
            return;
        }
        stopped = true;
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
            parts.timer().after(setup.settings().grace(), serial, () -> running.cancelAll("the run was stopped"));
        }
    }

    // ---- how it ends

    private void storeFailed(StoreException failure) {
        problem = failure.getMessage();
        end();
    }

    /** What connectors throw is their items' and never comes here: this is the engine's own code, or the JVM's end. */
    private void taskFailed(String strand, Throwable failure) {
        if (Failure.isOfTheJvm(failure)) {
            fatal(failure);
        } else if (strand.equals(SCHEDULER)) {
            // Nobody knows what it did not do. What is committed stays, and the next run goes on from there.
            problem = "the scheduler has failed, by a defect of the engine: " + failure;
            end();
        }
    }

    private void fatal(Throwable failure) {
        // The handler first: it may be all that still works.
        setup.fatal().accept(failure);
        problem = "the JVM is broken: " + failure;
        end();
    }

    private void end() {
        if (ending.compareAndSet(false, true)) {
            parts.time().activity().begins();
            Thread last = new Thread(this::finish, "headrace-end");
            last.setDaemon(true);
            last.start();
        }
    }

    /** On its own thread, because it waits for the store and for the threads. */
    private void finish() {
        RunReport made;
        try {
            made = conclude();
        } catch (Throwable failure) {
            LOG.error("the run could not be concluded", failure);
            made = brief(problem == null ? "the run could not be concluded: " + failure : problem);
        }
        report.complete(made);
    }

    private RunReport conclude() {
        Reports reports = new Reports(parts, instances, unopened, setup.detection());
        Duration duration = elapsed();
        try {
            closeConnectors();
            String broken = problem;
            RunReport made = broken == null ? reports.report(context(duration)) : brief(broken);
            keep(made);
            return made;
        } finally {
            parts.close();
        }
    }

    /** A report that cannot be kept is as good to whoever waits for it. */
    private void keep(RunReport made) {
        try {
            document = keeper.keep(made);
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.warn("the run's document could not be made, so 'headrace report' has none of this run", failure);
        }
    }

    private Reports.Context context(Duration duration) {
        RunStart from = start;
        return new Reports.Context(
                started, startedNanos, from == null ? Optional.empty() : from.continued(), duration, stopped);
    }

    private RunReport brief(String broken) {
        Duration duration = elapsed();
        return new RunReport(
                started,
                Optional.empty(),
                duration,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(broken),
                stopped,
                "The run broke after %s: %s".formatted(Spans.text(duration), broken),
                List.of(),
                List.of());
    }

    private void closeConnectors() {
        if (instances.isEmpty()) {
            // The run has not begun: the connectors have no strands yet, and no other thread has met them.
            connectors.forEach(open -> close(open.name(), open.connector()));
        }
        for (Instance instance : instances) {
            if (!watch.stuck().containsKey(instance.name())) {
                instance.strand().execute(() -> close(instance.name(), instance.connector()));
            }
        }
    }

    private static void close(String name, Connector connector) {
        try {
            connector.close();
        } catch (Throwable failure) {
            LOG.warn("closing '{}' failed", name, failure);
        }
    }
}
