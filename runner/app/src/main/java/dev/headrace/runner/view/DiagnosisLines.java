package dev.headrace.runner.view;

import dev.headrace.engine.report.DiagnosisReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a diagnosed run adds to the summary, below the places that blocked. Stateless. */
final class DiagnosisLines {
    private DiagnosisLines() {}

    static List<String> of(DiagnosisReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.problem()
                .map(problem -> "Diagnosis: incomplete; " + problem)
                .orElseGet(() -> "Diagnosis: %d methods of the JDK had a probe.".formatted(report.probes())));
        if (report.ownCalls() > 0) {
            lines.add("  Headrace's own tasks made %d blocking calls.".formatted(report.ownCalls()));
        }
        if (!report.allowed().isEmpty()) {
            lines.add(allowed(report.allowed()));
        }
        if (report.tolerated() > 0) {
            lines.add("  Too short to count: %d waits for a lock.".formatted(report.tolerated()));
        }
        return lines;
    }

    private static String allowed(Map<String, Long> byReason) {
        return byReason.entrySet().stream()
                .map(allowed -> "%s (%d)".formatted(allowed.getKey(), allowed.getValue()))
                .collect(Collectors.joining(", ", "  Allowed: ", "."));
    }
}
