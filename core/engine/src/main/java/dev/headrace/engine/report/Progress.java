package dev.headrace.engine.report;

import dev.headrace.detector.Finding;
import java.time.Duration;
import java.util.List;

/**
 * A run at one moment.
 *
 * @param elapsed since the run began
 * @param connectors one for each instance, sorted by name
 * @param blocking as in the report, so far
 */
public record Progress(Duration elapsed, List<ConnectorProgress> connectors, List<Finding> blocking) {
    /** Copies the lists. */
    public Progress {
        connectors = List.copyOf(connectors);
        blocking = List.copyOf(blocking);
    }
}
