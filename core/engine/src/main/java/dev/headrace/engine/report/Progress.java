package dev.headrace.engine.report;

import dev.headrace.detector.Finding;
import java.time.Duration;
import java.util.List;

/**
 * A run at one moment.
 *
 * @param elapsed since the run began
 * @param connectors one for each instance, those that could not be opened too, sorted by name
 * @param limits those that hold requests back now, or that an upstream has refused for
 * @param blocking as in the report, so far
 */
public record Progress(
        Duration elapsed, List<ConnectorProgress> connectors, List<LimitProgress> limits, List<Finding> blocking) {
    /** Copies the lists. */
    public Progress {
        connectors = List.copyOf(connectors);
        limits = List.copyOf(limits);
        blocking = List.copyOf(blocking);
    }
}
