package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Spans;
import dev.headrace.runner.live.Line.Look;
import dev.headrace.runner.view.Texts;
import java.util.List;
import java.util.function.ToLongFunction;

/** The line of the whole run: as much of it as there is room for, what matters most first. For one thread. */
final class Total {
    private static final String GAP = "  ";

    private final Pace pace = new Pace();

    Line line(Progress progress, Rates rates, int width, boolean stopping) {
        List<ConnectorProgress> all = progress.connectors();
        long errors = sum(all, one -> one.failures().total());
        Line line = Line.of(Texts.clock(progress.elapsed()), Look.BOLD);
        if (stopping) {
            line = line.plus(GAP + "stopping", Look.YELLOW);
        }
        line = line.plus(GAP + counted(sum(all, ConnectorProgress::records), "record"), Look.BOLD);
        line = part(line, errors == 0 ? "" : GAP + counted(errors, "error"), Look.RED, width);
        line = part(line, GAP + Texts.number(rates.perSecond()) + "/s", Look.PLAIN, width);
        line = part(line, GAP + done(all) + " of " + all.size() + " done", Look.PLAIN, width);
        line = part(line, GAP + counted(sum(all, ConnectorProgress::requests), "request"), Look.PLAIN, width);
        return part(line, left(progress), Look.PLAIN, width);
    }

    /** With one more part, if there is room for the whole of it. */
    private static Line part(Line line, String text, Look look, int width) {
        return line.width() + Cells.width(text) <= width ? line.plus(text, look) : line;
    }

    private String left(Progress progress) {
        long waiting = sum(progress.connectors(), one -> one.items().waiting());
        String time = pace.left(progress)
                .map(left -> ", " + Spans.rough(left) + " or more")
                .orElse("");
        return waiting == 0 ? "" : GAP + counted(waiting, "item") + " waiting" + time;
    }

    static String counted(long number, String thing) {
        return Texts.number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    static long sum(List<ConnectorProgress> all, ToLongFunction<ConnectorProgress> what) {
        return all.stream().mapToLong(what).sum();
    }

    static long done(List<ConnectorProgress> all) {
        return all.stream()
                .filter(one -> one.state() == ConnectorProgress.State.DONE)
                .count();
    }
}
