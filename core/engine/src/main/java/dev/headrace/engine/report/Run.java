package dev.headrace.engine.report;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A run under way. Thread-safe. */
public interface Run {
    /** The name of this run, by which the state file keeps it: start in UTC and four hexadecimal digits. */
    String id();

    /** The report, when the run has ended and everything is durable. Never fails; completes on a thread of the engine. */
    CompletionStage<RunReport> report();

    /** All that is known of the run, from when the report is there; empty if it could not be made, which the log says. */
    Optional<RunDocument> document();

    /** Where the run is now. Cheap enough for several calls a second. */
    Progress progress();

    /** Its counters now. Cheap enough for once a second. */
    RunReadings readings();

    /**
     * Asks the run to end: nothing new is started, what is under way gets a grace period, and the next run goes on from there.
     * Returns at once; may be called again.
     */
    void stop();
}
