package dev.headrace.engine.run;

import dev.headrace.engine.budget.LaneSnapshot;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.http.Upstream;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReadings;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.stage.CreationLines;
import dev.headrace.engine.store.RunStart;
import dev.headrace.engine.store.StoreException;
import dev.headrace.engine.store.Validators;
import dev.headrace.engine.strand.Strand;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final RunParts.Moment started;
    private final CompletableFuture<RunReport> report = new CompletableFuture<>();
    private final StrandWatch watch = new StrandWatch(this::instance, this::blocked);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final RunParts parts;
    /** Whether the parts are this run's alone. */
    private final boolean alone;

    private final Strand serial;
    private final Recorder recorder;
    private final RunKeeper keeper;
    private final RunTrace trace;

    private volatile List<Instance> instances = List.of();
    private volatile @Nullable RunStart start;
    private volatile @Nullable Scheduler scheduler;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile @Nullable String problem;
    private volatile @Nullable RunDocument document;

    private RunSession(
            RunSetup setup,
            RunParts parts,
            boolean alone,
            List<OpenConnector> connectors,
            List<UnopenedConnector> unopened) {
        this.setup = setup;
        this.connectors = List.copyOf(connectors);
        this.unopened = List.copyOf(unopened);
        this.parts = parts;
        this.alone = alone;
        this.started = alone ? parts.began() : RunParts.Moment.now(parts.time());
        this.serial = parts.carriers()
                .strand(
                        alone ? SCHEDULER : SCHEDULER + parts.sessions().number(),
                        RunSession.class.getClassLoader(),
                        frame -> false);
        this.recorder = Recorder.ofSeveral(started.nanos(), parts.most());
        if (alone) {
            parts.transport().recordInto(recorder);
        }
        this.keeper = new RunKeeper(setup, parts, recorder, limits(), allNames(), started);
        this.trace = observed();
    }

    private RunTrace observed() {
        return setup.observer().begins(keeper.id(), names(), started.wall());
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
        RunParts parts = RunParts.start(setup, 1);
        RunSession session = new RunSession(setup, parts, true, connectors, unopened);
        session.begin();
        parts.time().activity().ends();
        return session;
    }

    /**
     * Starts a run in parts that others use too.
     *
     * @param connectors none of them is in a run that uses the parts
     */
    static RunSession join(
            RunSetup setup, RunParts parts, List<OpenConnector> connectors, List<UnopenedConnector> unopened) {
        // Until the run has begun, and again from its end on, the clock stands still.
        parts.time().activity().begins();
        RunSession session = new RunSession(setup, parts, false, connectors, unopened);
        session.begin();
        parts.time().activity().ends();
        return session;
    }

    private void begin() {
        parts.sessions().add(this);
        List<String> names = names();
        parts.store().begin(names).whenComplete((begun, failure) -> {
            // A store that fails says so itself, with a better message: see storeFailed.
            if (failure == null) {
                requeue(names, begun);
            }
        });
    }

    private List<String> allNames() {
        return Stream.concat(names().stream(), unopened.stream().map(UnopenedConnector::name))
                .sorted()
                .toList();
    }

    private List<String> names() {
        return connectors.stream().map(OpenConnector::name).toList();
    }

    /** What failed in earlier runs is tried first, so that its scopes may be complete before more is planned. */
    private void requeue(List<String> names, RunStart begun) {
        parts.store()
                .requeueFailed(names)
                .thenCombine(parts.store().view(Kept::of), Leftovers::new)
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

    private void schedule(RunStart begun, Leftovers left) {
        start = begun;
        if (alone) {
            parts.remember(left.kept().limits(), left.kept().tokens());
        }
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
        Committer committer =
                new Committer(parts.store(), parts.carriers().parallel(), setup.redact(), parts.sessions()::fatal);
        Causality causality = new Causality(started.nanos(), parts.budgets()::inForce);
        Scheduler scheduling = new Scheduler(serial, committer, parts.time(), setup.settings(), causality, instances);
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
        Upstream upstream = parts.transport().upstream(open.upstream(), recorder);
        Strand strand = parts.carriers().strand(open.name(), open.loader(), open::isOwnCode);
        CreationLines lines = setup.settings().stageLines() ? CreationLines.of(open::isOwnClass) : CreationLines.NONE;
        return new Instance(
                open,
                strand,
                upstream,
                parts.pool().lane(open.name(), open.loader(), 8, 1_000),
                validators,
                new DroppedStages(
                        open.name(), lines, upstream, text -> setup.redact().apply(upstream.redact(text))),
                trace);
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
            parts.machine().after(CHECK_EVERY, serial, this::check);
        }
    }

    /** May come once more when the run has ended. */
    private void check() {
        if (!ending.get()) {
            giveUpStuck(System.nanoTime());
            keeper.check(instances);
            checkLater();
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
        return Duration.ofNanos(parts.time().nanoTime() - started.nanos());
    }

    @Override
    public Progress progress() {
        return new Reports(parts, instances, unopened, setup).progress(elapsed(), watch.stuck());
    }

    @Override
    public RunReadings readings() {
        return Readings.of(instances, parts.budgets().snapshot());
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

    void storeFailed(StoreException failure) {
        problem = failure.getMessage();
        end();
    }

    /** What connectors throw is their items' and never comes here: this is the engine's own code. */
    void taskFailed(String strand, Throwable failure) {
        if (strand.equals(serial.name())) {
            // Nobody knows what it did not do. What is committed stays, and the next run goes on from there.
            problem = "the scheduler has failed, by a defect of the engine: " + failure;
            end();
        }
    }

    void jvmBroken(Throwable failure) {
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
        trace.ends(made, started.wall().plus(made.duration()));
        report.complete(made);
        // Where the parts are closed nobody listens any more.
        parts.time().activity().ends();
    }

    private RunReport conclude() {
        Reports reports = new Reports(parts, instances, unopened, setup);
        Duration duration = elapsed();
        try {
            Closing.of(connectors, instances, watch.stuck().keySet());
            String broken = problem;
            RunReport made = broken == null ? reports.report(context(duration)) : brief(broken);
            keep(made);
            return made;
        } finally {
            if (alone) {
                parts.close();
            } else {
                leave();
            }
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

    /** Gives the parts back to the runs that go on. */
    private void leave() {
        try {
            parts.store().end(names()).toCompletableFuture().join();
        } catch (CompletionException broken) {
            LOG.debug("the store has failed; it tells so itself", broken);
        }
        for (Instance instance : instances) {
            parts.pool().retire(instance.blocking());
            parts.carriers().retire(instance.strand(), RunParts.PATIENCE);
        }
        parts.carriers().retire(serial, RunParts.PATIENCE);
        ended = true;
        parts.sessions().leave(this);
    }

    // ---- what the parts find

    StrandWatch watch() {
        return watch;
    }

    /** Whether what happens on a strand is this run's affair. */
    boolean concerns(String strand) {
        return connectors.stream().anyMatch(open -> open.name().equals(strand));
    }

    /** Whether it has given its parts back. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the code of one of its connectors has not come back. */
    boolean holdsStrand() {
        return !watch.stuck().isEmpty();
    }

    private Reports.Context context(Duration duration) {
        RunStart from = start;
        return new Reports.Context(
                started.wall(),
                started.nanos(),
                from == null ? Optional.empty() : from.continued(),
                duration,
                stopped,
                conclusion(duration));
    }

    private Causality.Conclusion conclusion(Duration duration) {
        Scheduler run = scheduler;
        return run == null ? Causality.Conclusion.NONE : run.conclude(started.nanos() + duration.toNanos());
    }

    private RunReport brief(String broken) {
        return Reports.broken(started.wall(), elapsed(), stopped, broken);
    }
}
