package dev.headrace.engine.run;

import dev.headrace.detector.Detection;
import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Finding;
import dev.headrace.engine.report.DiagnosisReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the probes and counters of a diagnosed run have found so far.
 *
 * @param ofConnectors the findings on the strands of the run's instances; not yet judged
 * @param report all the rest
 */
record Diagnosis(List<Finding> ofConnectors, DiagnosisReport report) {

    /** @param isInstance tells the instances of this run by name, from the engine's own strands and from other runs */
    static Diagnosis of(Detection detection, Predicate<String> isInstance) {
        try {
            return of(detection.result(), isInstance);
        } catch (IllegalStateException missed) {
            return new Diagnosis(
                    List.of(),
                    new DiagnosisReport(0, 0, Map.of(), 0, Optional.of(String.valueOf(missed.getMessage()))));
        }
    }

    static Diagnosis of(DetectionResult result, Predicate<String> isInstance) {
        List<Finding> ofConnectors = result.findings().stream()
                .filter(finding -> isInstance.test(finding.work().owner()) && Blame.onConnector(finding))
                .toList();
        long all = result.findings().stream().mapToLong(Finding::times).sum();
        long theirs = ofConnectors.stream().mapToLong(Finding::times).sum();
        return new Diagnosis(
                ofConnectors,
                new DiagnosisReport(
                        result.probes().size(), all - theirs, result.allowed(), result.tolerated(), Optional.empty()));
    }
}
