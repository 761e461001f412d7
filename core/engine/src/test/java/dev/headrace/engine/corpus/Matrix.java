package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which detector noticed which act, as a table in Markdown. Confined to the test's thread. */
final class Matrix {
    private final List<Outcome> outcomes = new ArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Writes {@code detection-JDK.md}, with totals first. */
    void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(totals());
        lines.add("");
        lines.add("| act | kind | agent | counters | watchdog | all |");
        lines.add("|---|---|---|---|---|---|");
        outcomes.forEach(outcome -> lines.add(row(outcome)));
        Files.createDirectories(directory);
        Files.write(
                directory.resolve("detection-%s.md".formatted(Runtime.version().feature())), lines);
    }

    private List<String> totals() {
        List<String> lines = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            lines.add(total(detector.name(), outcome -> outcome.caughtBy().contains(detector)));
        }
        lines.add(total("ALL", outcome -> !outcome.findings().isEmpty()));
        for (Detector detector : Detector.values()) {
            lines.add("%s misses: %s".formatted(detector, String.join(", ", missedBy(detector))));
        }
        return lines;
    }

    private String total(String who, Predicate<Outcome> caught) {
        return "%s: %s of %s blocking, %s of %s harmless"
                .formatted(
                        who,
                        count(outcome -> !outcome.act().isHarmless() && caught.test(outcome)),
                        count(outcome -> !outcome.act().isHarmless()),
                        count(outcome -> outcome.act().isHarmless() && caught.test(outcome)),
                        count(outcome -> outcome.act().isHarmless()));
    }

    private long count(Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }

    private List<String> missedBy(Detector detector) {
        return outcomes.stream()
                .filter(outcome ->
                        !outcome.act().isHarmless() && !outcome.caughtBy().contains(detector))
                .map(outcome -> outcome.act().name())
                .toList();
    }

    private static String row(Outcome outcome) {
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        outcome.act(),
                        outcome.act().isHarmless() ? "harmless" : "blocks",
                        mark(outcome, Detector.AGENT),
                        mark(outcome, Detector.COUNTERS),
                        mark(outcome, Detector.WATCHDOG),
                        outcome.findings().isEmpty() ? "-" : "yes");
    }

    private static String mark(Outcome outcome, Detector detector) {
        return outcome.caughtBy().contains(detector) ? "yes" : "-";
    }
}
