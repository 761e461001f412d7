package dev.headrace.engine.report;

import java.time.Duration;
import java.util.List;

/**
 * A run at one moment.
 *
 * @param elapsed since the run began
 * @param connectors one for each instance, sorted by name
 * @param blocking verdicts so far
 */
public record Progress(Duration elapsed, List<ConnectorProgress> connectors, List<BlockingReport> blocking) {
    /** Copies the lists. */
    public Progress {
        connectors = List.copyOf(connectors);
        blocking = List.copyOf(blocking);
    }
}
