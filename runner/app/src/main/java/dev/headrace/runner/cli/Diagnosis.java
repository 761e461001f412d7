package dev.headrace.runner.cli;

import dev.headrace.detector.Detection;
import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code --diagnose} adds to a run: the detector's agent watches the strands, and stages keep the line that made them. Begun
 * before the run, asked after it, on whatever thread prints.
 */
final class Diagnosis implements AutoCloseable {
    private final List<String> instances;
    private final Optional<Detection> detection;

    private Diagnosis(List<String> instances, Optional<Detection> detection) {
        this.instances = instances;
        this.detection = detection;
    }

    /**
     * Begins, if it is asked for.
     *
     * @throws IllegalStateException if the agent is not there or does not see what it is shown
     */
    static Diagnosis of(Engine engine, boolean wanted) {
        if (!wanted) {
            return new Diagnosis(List.of(), Optional.empty());
        }
        return new Diagnosis(engine.instances(), Optional.of(engine.diagnose()));
    }

    /** What was found so far, for the end of the summary; nothing if it was not asked for. */
    List<String> lines() {
        return detection.map(begun -> lines(begun.result(), instances)).orElse(List.of());
    }

    static List<String> lines(DetectionResult result, List<String> instances) {
        Map<Boolean, List<Finding>> findings =
                result.findings().stream().collect(Collectors.partitioningBy(finding -> isOf(instances, finding)));
        List<Finding> ofConnectors = findings.getOrDefault(true, List.of());
        List<String> lines = new ArrayList<>();
        lines.add(
                ofConnectors.isEmpty()
                        ? "Diagnosis: no connector made a blocking call; %d methods of the JDK have a probe."
                                .formatted(result.probes().size())
                        : "Diagnosis: blocking calls of connectors, as the probes in the JDK saw them:");
        ofConnectors.forEach(finding -> lines.add("  " + finding.sentence()));
        long others = findings.getOrDefault(false, List.of()).stream()
                .mapToLong(Finding::times)
                .sum();
        if (others > 0) {
            lines.add("  Headrace's own tasks made %d more.".formatted(others));
        }
        if (!result.allowed().isEmpty()) {
            lines.add(allowed(result.allowed()));
        }
        return lines;
    }

    private static String allowed(Map<String, Long> byReason) {
        return byReason.entrySet().stream()
                .map(allowed -> "%s (%d)".formatted(allowed.getKey(), allowed.getValue()))
                .collect(Collectors.joining(", ", "  Allowed: ", "."));
    }

    /**
     * The work that a finding names begins with the strand, which has the name of the instance. Where the engine's code waits, as
     * for one of its locks, the connector could not have known. A wait without a place may be the JVM's own.
     */
    private static boolean isOf(List<String> instances, Finding finding) {
        boolean placed = finding.detector() != Detector.COUNTERS
                || finding.site().connectorFrame().isPresent();
        return placed
                && !finding.site().isThrough("dev.headrace.engine.")
                && instances.stream().anyMatch(name -> finding.work().startsWith("'" + name + "'"));
    }

    @Override
    public void close() {
        detection.ifPresent(Detection::close);
    }
}
