package dev.headrace.engine;

import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.run.RunSetup;
import dev.headrace.engine.run.SharedRuns;
import dev.headrace.engine.time.RunTime;
import dev.headrace.spi.ConfigException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Runs of single instances, side by side and again and again: they share budgets, connections, carriers and the state file, and none
 * waits for another. Each has a report of its own. Decides nothing by itself; who calls it says what runs when. Thread-safe.
 */
public final class Service implements AutoCloseable {
    private final RunConfig config;
    private final Discovery discovery;
    private final SharedRuns runs;

    private Service(RunConfig config, Discovery discovery, SharedRuns runs) {
        this.config = config;
        this.discovery = discovery;
        this.runs = runs;
    }

    static Service open(RunConfig config, Discovery discovery, RunSetup setup) {
        return new Service(
                config, discovery, SharedRuns.open(setup, config.connectors().size()));
    }

    /** Whether a run of this instance goes on, or its code has not come back from one that was given up. */
    public boolean isBusy(String instance) {
        return runs.isBusy(instance);
    }

    /**
     * Starts a run of one instance: goes on with an unfinished one, or collects what is new since the last. Opens the connector on
     * the calling thread.
     *
     * @param instance one of {@link Engine#instances} that is not {@linkplain #isBusy busy}
     * @throws ConfigException if the connector finds its configuration wrong, for example because a file is gone
     */
    public Run collect(String instance) {
        Openings openings = Openings.open(config.only(instance), discovery);
        return runs.start(openings.opened(), openings.failed());
    }

    /** The time that the runs live by, until {@link #close}. */
    public RunTime time() {
        return runs.time();
    }

    /** Keeps when an instance was due last, for the next process. Returns at once. */
    public void keepSlot(String instance, Instant slot) {
        runs.keepSlot(instance, slot);
    }

    /** When each instance was due last, as far as that was kept. */
    public CompletionStage<Map<String, Instant>> slots() {
        return runs.slots();
    }

    /** Writes to the state file and makes that durable; fails if that cannot be done. */
    public CompletionStage<Boolean> probe() {
        return runs.probe();
    }

    /** Ends everything; blocks for at most some seconds. Runs that go on should have been stopped, and have ended. */
    @Override
    public void close() {
        runs.close();
    }
}
