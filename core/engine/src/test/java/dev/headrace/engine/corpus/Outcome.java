package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What came of an act.
 *
 * @param findings of all detectors together
 * @param waits how often the JVM saw its thread wait, which the counters report only where no probe has told
 */
record Outcome(Act act, List<Finding> findings, long waits) {
    /** Who would have noticed, each alone. */
    Row row() {
        Set<Detector> detectors = EnumSet.noneOf(Detector.class);
        findings.forEach(finding -> detectors.add(finding.detector()));
        if (waits > 0) {
            detectors.add(Detector.COUNTERS);
        }
        return new Row(act.name(), act.kind(), detectors);
    }

    /** Whether one of the findings is the one that was expected, with a line of the act. */
    boolean isAsExpected() {
        Act.Expected expected = act.expected();
        return expected == null
                ? findings.isEmpty()
                : findings.stream()
                        .anyMatch(finding -> finding.verdict() == expected.verdict()
                                && finding.detector() == expected.detector()
                                && isPlaced(finding));
    }

    private boolean isPlaced(Finding finding) {
        return finding.site().connectorFrame().filter(act.lines()::contain).isPresent();
    }

    /** For the message of a failed test. */
    String told() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("%n%s %s: %s%n%s"
                    .formatted(
                            finding.detector(),
                            finding.verdict(),
                            finding.sentence(),
                            finding.site().stack()));
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }
}
