package dev.headrace.engine;

import dev.headrace.detector.Detection;
import dev.headrace.engine.config.Catalog;
import dev.headrace.engine.config.ConfigFile;
import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.observe.Guarded;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.EngineState;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.engine.report.Timing;
import dev.headrace.engine.run.RunSession;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SinkProvider;
import dev.headrace.engine.sink.Sinks;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.spi.CanIgnoreReturnValue;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Headrace with one configuration: the connectors and the sink that it names, checked and ready to run. Thread-safe; one run at a
 * time, since a state file belongs to one run.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final RunConfig config;
    private final Discovery discovery;
    private final SinkProvider sinkProvider;
    private volatile boolean stageLines;
    private volatile Optional<Detection> detection = Optional.empty();
    private final Optional<EngineClock> clock;
    private volatile RunObserver observer = RunObserver.NONE;

    private Engine(RunConfig config, Discovery discovery, SinkProvider sinkProvider, Optional<EngineClock> clock) {
        this.config = config;
        this.discovery = discovery;
        this.sinkProvider = sinkProvider;
        this.clock = clock;
    }

    /**
     * Reads and checks a configuration and finds the connectors that it may name. Opens no connector and touches no state.
     *
     * @param file in HOCON; relative paths in it are relative to its directory
     * @param environment answers {@code ${NAME}}, usually {@link System#getenv()}
     * @param application sees the connectors of the class path
     * @throws ConfigException with every problem of the configuration
     */
    public static Engine load(Path file, Map<String, String> environment, ClassLoader application) {
        return load(file, environment, application, Optional.empty());
    }

    /**
     * As {@link #load(Path, Map, ClassLoader)}, for a test that need not wait for a day to pass.
     *
     * @param clock drives the runs in place of the machine's clocks
     */
    public static Engine load(Path file, Map<String, String> environment, ClassLoader application, EngineClock clock) {
        return load(file, environment, application, Optional.of(clock));
    }

    private static Engine load(
            Path file, Map<String, String> environment, ClassLoader application, Optional<EngineClock> clock) {
        ConfigFile read = ConfigFile.read(file, environment);
        Discovery discovery = Discovery.find(application, read.plugins());
        try {
            Map<String, SinkProvider> sinks = Sinks.available(application);
            Map<String, ConfigSpec> specs = new TreeMap<>();
            sinks.forEach((name, sink) -> specs.put(name, sink.configSpec()));
            RunConfig config = read.check(new Catalog(discovery.specs(), discovery.unusable()), Catalog.of(specs));
            // The check has found the type among them.
            SinkProvider sink = Objects.requireNonNull(
                    sinks.get(config.output().type()), config.output().type());
            return new Engine(config, discovery, sink, clock);
        } catch (RuntimeException failure) {
            discovery.close();
            throw failure;
        }
    }

    /** What is allowed in the configuration and still worth a look, one line each. */
    public List<String> warnings() {
        return config.warnings().stream().map(ConfigProblem::toString).toList();
    }

    /** Everything in force, one option a line, without secrets. */
    public String effectiveConfiguration() {
        return config.effective();
    }

    /** The names of the instances, in the order of the file. */
    public List<String> instances() {
        return List.copyOf(config.connectors().keySet());
    }

    /** When each instance is due, for who collects it again and again; in the order of the file. */
    public Map<String, Timing> timings() {
        Map<String, Timing> timings = new LinkedHashMap<>();
        config.connectors().forEach((name, instance) -> timings.put(name, instance.timing()));
        return timings;
    }

    /** How long what is under way may take to end when a run is stopped. */
    public Duration stopWithin() {
        return config.engine().stopWithin();
    }

    /**
     * Opens every instance and closes it again: what a configuration may still hide after {@link #load}.
     *
     * @return what is allowed and still worth a look beside {@link #warnings}, one line each
     * @throws ConfigException with every problem that the connectors find themselves
     */
    @CanIgnoreReturnValue
    public List<String> check() {
        Openings openings = Openings.open(config, discovery);
        openings.close();
        return openings.notes(config);
    }

    /**
     * From now on runs name the line that made a stage which a connector drops, rather than only the call. For tests and for
     * finding a fault: each stage costs a walk of the stack then, some microseconds.
     */
    public void nameStageLines() {
        stageLines = true;
    }

    /**
     * From now on runs are watched closely: each blocking call of a connector is in the report, and each dropped stage is named
     * with its line. For finding a fault: it costs some time. What the configuration's {@code may-block} covers is only counted.
     * Waits for the agent to be brought in.
     *
     * @return to be closed after the last run
     * @throws IllegalStateException if the agent is not there or does not see what it is shown
     */
    public Detection diagnose() {
        Detection detection = StrandDetection.start(config.engine().mayBlock());
        nameStageLines();
        diagnose(detection);
        return detection;
    }

    /**
     * From now on runs report what a detection has found of their connectors, and count for it how often the thread of each
     * connector's task waited: what no probe sees, such as a contended monitor. For tests and for finding a fault.
     *
     * @param detection to be closed after the last run
     */
    public void diagnose(Detection detection) {
        this.detection = Optional.of(detection);
    }

    /** From now on somebody hears of what begins and ends in runs, beside whoever did before. Before the first run. */
    public void observe(RunObserver more) {
        observer = observer.and(Guarded.of(more));
    }

    /**
     * Starts a run: goes on with an unfinished one, or collects what is new since the last.
     *
     * @param fatal hears of an error of the JVM itself, such as an {@link OutOfMemoryError}, on any thread; the run ends then, as
     *     far as it still can
     * @throws ConfigException as {@link #check}
     */
    public Run collect(Consumer<Throwable> fatal) {
        return start(false, fatal);
    }

    /** As {@link #collect}, but does nothing else than what failed before or was left unfinished. */
    public Run retry(Consumer<Throwable> fatal) {
        return start(true, fatal);
    }

    /**
     * Makes ready to collect instances again and again, each when its time has come. Waits for the state file, which belongs to
     * the service until that is closed; meanwhile {@link #collect}, {@link #retry} and {@link #reset} are refused it.
     *
     * @param fatal as in {@link #collect}
     * @throws ConfigException as {@link #check}
     * @throws IllegalStateException if the state file cannot be used, saying why
     */
    public Service serve(Consumer<Throwable> fatal) {
        check();
        return Service.open(
                config,
                discovery,
                Setups.of(config, sink(), stageLines, Optional.empty(), false, fatal, clock, observer));
    }

    private Run start(boolean retryOnly, Consumer<Throwable> fatal) {
        Openings openings = Openings.open(config, discovery);
        openings.notes(config).forEach(note -> LOG.warn("{}", note));
        return RunSession.start(
                Setups.of(config, sink(), stageLines, detection, retryOnly, fatal, clock, observer),
                openings.opened(),
                openings.failed());
    }

    private Sink sink() {
        return sinkProvider.open(config.output().directory(), config.output().config());
    }

    /** The file that keeps what was collected so far. */
    public Path stateFile() {
        return config.state();
    }

    /**
     * What the state file knows; also while a run is going on. Blocks.
     *
     * @throws IllegalStateException if it is there and cannot be read, saying why
     */
    public EngineState state() {
        return StateView.read(
                config.state(),
                view -> new EngineState(
                        view.connectors().stream()
                                .map(one -> new EngineState.ConnectorState(
                                        one.name(),
                                        one.started(),
                                        one.planned(),
                                        one.outcomes(),
                                        one.records(),
                                        one.cursors()))
                                .toList(),
                        view.failed(Optional.empty(), RunReport.FAILED_LISTED)));
    }

    /**
     * What is left of each limit, as the state file knows it; also while a run is going on. Sends nothing. Blocks.
     *
     * @throws ConfigException as {@link #check}
     * @throws IllegalStateException if the state file is there and cannot be read, saying why
     */
    public BudgetReport budgets() {
        return new Outlooks(config, discovery, clock).budgets();
    }

    /**
     * What a run would need if it began now: requests, time, quota, and which limit would bound it. Asks the connectors for their
     * first items, and the state file for what earlier runs needed and left; also while a run is going on. Blocks.
     *
     * @param probe whether to send a few requests, for the first pages of instances that were never collected; their records are
     *     dropped, and their cost is kept with the limits. False sends nothing
     * @throws ConfigException as {@link #check}
     * @throws IllegalStateException if the state file is there and cannot be read, saying why
     */
    public RunPlan plan(boolean probe) {
        return new Outlooks(config, discovery, clock).plan(probe);
    }

    /**
     * The runs that the state file knows, the newest first; also while one is going on. Empty where nothing was collected yet. Blocks.
     *
     * @throws IllegalStateException if the state file is there and cannot be read, saying why
     */
    public List<RunSummary> runs() {
        return Files.exists(config.state()) ? StateView.read(config.state(), StateView::runs) : List.of();
    }

    /**
     * All that is known of one run; empty if the state file does not have it, or keeps no more than a line of it. Blocks.
     *
     * @param run its name
     * @throws IllegalStateException if the state file cannot be read, saying why
     */
    public Optional<RunDocument> document(String run) {
        return Files.exists(config.state())
                ? StateView.read(config.state(), view -> view.document(run))
                : Optional.empty();
    }

    /** Where reports of runs are written. */
    public Path reportDirectory() {
        return config.report().directory();
    }

    /** Whether the report of a run is to be written at its end. */
    public boolean writesReports() {
        return config.report().write();
    }

    /**
     * Forgets what was collected, so that the next run begins from nothing; what the sinks have written stays. Blocks.
     *
     * @param instance empty for all
     * @return the instances that the state knew
     */
    public List<String> reset(Optional<String> instance) {
        try (Store store = Store.open(StoreSettings.of(config.state()), sink(), failure -> {})) {
            return store.reset(instance).toCompletableFuture().join();
        }
    }

    /** Frees the class loaders of the plugins; after the last run. */
    @Override
    public void close() {
        discovery.close();
    }
}
