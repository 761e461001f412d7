package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import dev.headrace.engine.corpus.Act.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which detector noticed which act, as a table in Markdown. Confined to the test's thread. */
final class Matrix {
    private final List<Row> rows = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    /** Writes {@code detection-JDK.md}, with totals first. */
    void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(totals());
        lines.add("");
        lines.add("| act | kind | agent | counters | watchdog |");
        lines.add("|---|---|---|---|---|");
        rows.forEach(row -> lines.add(line(row)));
        Files.createDirectories(directory);
        Files.write(
                directory.resolve("detection-%s.md".formatted(Runtime.version().feature())), lines);
    }

    private List<String> totals() {
        List<String> lines = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            lines.add(total(detector.name(), row -> row.isCaughtBy(detector)));
        }
        lines.add(total("ALL", row -> !row.caughtBy().isEmpty()));
        for (Detector detector : Detector.values()) {
            lines.add("%s misses: %s".formatted(detector, String.join("; ", missedBy(detector))));
        }
        return lines;
    }

    private String total(String who, Predicate<Row> caught) {
        StringBuilder line = new StringBuilder(who);
        for (Kind kind : Kind.values()) {
            List<Row> such = rows.stream().filter(row -> row.kind() == kind).toList();
            long count = such.stream().filter(caught).count();
            line.append(" | %s %s of %s".formatted(kind, count, such.size()));
        }
        return line.toString();
    }

    private List<String> missedBy(Detector detector) {
        return rows.stream()
                .filter(row -> row.kind() == Kind.BLOCKS && !row.isCaughtBy(detector))
                .map(Row::act)
                .toList();
    }

    private static String line(Row row) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        row.act(),
                        row.kind(),
                        mark(row, Detector.AGENT),
                        mark(row, Detector.COUNTERS),
                        mark(row, Detector.WATCHDOG));
    }

    private static String mark(Row row, Detector detector) {
        return row.isCaughtBy(detector) ? "yes" : "-";
    }
}
