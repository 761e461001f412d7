package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.Progress;
import dev.headrace.runner.live.Line.Look;
import dev.headrace.runner.view.Size;
import dev.headrace.runner.view.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines of the live table: a heading, a row for each connector as far as there is room, where code blocks, and the whole run.
 * Columns only ever grow, so that nothing jumps. For one thread.
 */
final class LiveTable {
    private static final int FINDINGS = 3;
    /** With fewer rows, the line of the whole run is all that is of use. */
    private static final int LEAST_ROWS = 4;

    private final Columns columns;
    private final Total total = new Total();

    /** @param unicode whether more than ASCII can be shown */
    LiveTable(boolean unicode) {
        this.columns = new Columns(unicode);
    }

    /** @param size of the terminal; the lines leave one column and one row of it free */
    List<Line> lines(Progress progress, Rates rates, Size size, boolean stopping) {
        int width = size.columns() - 1;
        int rows = size.rows() - 1;
        List<Line> lines = new ArrayList<>();
        if (rows >= LEAST_ROWS) {
            List<Line> findings = findings(progress, Math.min(FINDINGS, rows / LEAST_ROWS - 1));
            table(progress, rates, width, rows - 1 - findings.size(), lines);
            lines.addAll(findings);
        }
        lines.add(total.line(progress, rates, width, stopping));
        return lines.stream().map(line -> line.cut(width)).toList();
    }

    private void table(Progress progress, Rates rates, int width, int rows, List<Line> lines) {
        List<ConnectorProgress> all = progress.connectors();
        boolean fits = all.size() + 1 <= rows;
        List<ConnectorProgress> shown = fits ? all : busiest(all, rows - 2);
        columns.measure(all, rates, width);
        lines.add(columns.heading());
        shown.forEach(one -> lines.add(columns.row(one, rates)));
        if (!fits) {
            lines.add(Line.of("and " + others(all, shown), Look.DIM));
        }
    }

    /** Those that somebody may have to do something about, then those at work; by name within, so that rows keep their places. */
    private static List<ConnectorProgress> busiest(List<ConnectorProgress> all, int most) {
        return all.stream()
                .sorted(Comparator.comparingInt(LiveTable::urgency).thenComparing(ConnectorProgress::name))
                .limit(Math.max(0, most))
                .toList();
    }

    private static int urgency(ConnectorProgress one) {
        return switch (one.state()) {
            case BLOCKED -> 0;
            case DISABLED -> 1;
            case RUNNING -> 2;
            case DONE -> 3;
        };
    }

    private static String others(List<ConnectorProgress> all, List<ConnectorProgress> shown) {
        List<ConnectorProgress> rest =
                all.stream().filter(one -> !shown.contains(one)).toList();
        List<String> counts = new ArrayList<>();
        count(rest, State.BLOCKED, "blocked", counts);
        count(rest, State.DISABLED, "failed", counts);
        count(rest, State.RUNNING, "at work", counts);
        count(rest, State.DONE, "done", counts);
        return Texts.number(rest.size()) + " more: " + String.join(", ", counts);
    }

    private static void count(List<ConnectorProgress> all, State state, String word, List<String> counts) {
        long those = all.stream().filter(one -> one.state() == state).count();
        if (those > 0) {
            counts.add(Texts.number(those) + " " + word);
        }
    }

    private static List<Line> findings(Progress progress, int most) {
        return progress.blocking().stream()
                .limit(Math.max(0, most))
                .map(finding -> Line.of("BLOCKED: " + Cells.harmless(finding.brief()), Look.RED))
                .toList();
    }
}
