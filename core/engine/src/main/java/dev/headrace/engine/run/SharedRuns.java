package dev.headrace.engine.run;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.time.RunTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Parts in which runs of different instances go on side by side: they share budgets, connections, carriers and the state file, and
 * each has a report of its own. Thread-safe.
 */
public final class SharedRuns implements AutoCloseable {
    private final RunSetup setup;
    private final RunParts parts;

    private SharedRuns(RunSetup setup, RunParts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    /**
     * Starts the parts and waits for the state file.
     *
     * @param instances how many there are: as many runs may go on at once
     * @throws IllegalStateException if the state file cannot be used, saying why
     */
    public static SharedRuns open(RunSetup setup, int instances) {
        RunParts parts = RunParts.start(setup, instances);
        try {
            Kept kept = parts.store().view(Kept::of).toCompletableFuture().join();
            parts.remember(kept.limits(), kept.tokens());
            parts.time().activity().ends();
            return new SharedRuns(setup, parts);
        } catch (CompletionException unusable) {
            parts.close();
            Throwable why = unusable.getCause() == null ? unusable : unusable.getCause();
            throw new IllegalStateException(why.getMessage(), why);
        }
    }

    /** Whether a run of this instance goes on, or its code still holds the strand of one that was given up. */
    public boolean isBusy(String instance) {
        return parts.sessions().isBusy(instance);
    }

    /**
     * Starts a run of some instances that are not {@linkplain #isBusy busy}.
     *
     * @param connectors the run closes them
     * @param unopened instances that could not be opened, for the report
     */
    public Run start(List<OpenConnector> connectors, List<UnopenedConnector> unopened) {
        return RunSession.join(setup, parts, connectors, unopened);
    }

    /** The time that the runs live by; it ends with {@link #close}. */
    public RunTime time() {
        return parts.time();
    }

    /** Keeps when an instance was due last, for the next process. */
    public void keepSlot(String instance, Instant slot) {
        parts.store().keepSlot(instance, slot);
    }

    /** When each instance was due last, as far as that was kept; fails if the state file has failed. */
    public CompletionStage<Map<String, Instant>> slots() {
        return parts.store().slots();
    }

    /** Writes to the state file and makes that durable; fails if it cannot be written. */
    public CompletionStage<Boolean> probe() {
        return parts.store().probe(parts.time().wallTime());
    }

    /** Ends all threads; blocks for at most some seconds. Runs that go on should have been stopped, and have ended. */
    @Override
    public void close() {
        parts.close();
    }
}
