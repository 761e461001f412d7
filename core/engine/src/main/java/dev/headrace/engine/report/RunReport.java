package dev.headrace.engine.report;

import dev.headrace.detector.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, as plain values.
 *
 * @param started when this run began
 * @param continued when the unfinished run began that this one went on with; empty for a new run
 * @param duration of this run
 * @param connectors one for each instance, sorted by name
 * @param failed the items that did not succeed, at most {@link #FAILED_LISTED}; the counts in the connectors are exact
 * @param blocking where connectors blocked their strands, as the watchdog saw it and, in a diagnosed run, the probes and counters;
 *     one finding for each place, what cost most first
 * @param diagnosis what else a diagnosed run knows; empty for other runs
 * @param abandoned stages that connectors dropped, at most 100 places for each instance
 * @param problem why the run as a whole ended early; empty when it did not
 * @param stopped true if the run was asked to stop
 * @param sentence what bounded the run, for people
 * @param path the critical path by cause, what took most time first; adds up to the duration. Empty if the run broke
 * @param whatIfs what it would have taken without its main causes, the one that saves most first
 */
public record RunReport(
        Instant started,
        Optional<Instant> continued,
        Duration duration,
        List<ConnectorReport> connectors,
        List<FailedItem> failed,
        List<Finding> blocking,
        Optional<DiagnosisReport> diagnosis,
        List<AbandonedStage> abandoned,
        Optional<String> problem,
        boolean stopped,
        String sentence,
        List<PathStep> path,
        List<WhatIf> whatIfs) {

    /** The most failed items that a report lists. */
    public static final int FAILED_LISTED = 1_000;

    /** Copies the lists. */
    public RunReport {
        connectors = List.copyOf(connectors);
        failed = List.copyOf(failed);
        blocking = List.copyOf(blocking);
        abandoned = List.copyOf(abandoned);
        path = List.copyOf(path);
        whatIfs = List.copyOf(whatIfs);
    }

    /** All connectors together. */
    public OutcomeCounts outcomes() {
        return connectors.stream().map(ConnectorReport::outcomes).reduce(OutcomeCounts.none(), OutcomeCounts::plus);
    }

    /** The committed records of all connectors. */
    public long records() {
        return connectors.stream().mapToLong(ConnectorReport::records).sum();
    }

    /** How the run ended. */
    public RunStatus status() {
        if (problem.isPresent()) {
            return RunStatus.FAILED;
        }
        if (!stopped && connectors.stream().allMatch(ConnectorReport::complete)) {
            return RunStatus.COMPLETE;
        }
        boolean anything = stopped
                || connectors.stream().anyMatch(report -> report.outcomes().of(ItemOutcome.SUCCEEDED) > 0);
        return anything ? RunStatus.PARTIAL : RunStatus.FAILED;
    }
}
