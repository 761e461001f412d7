package dev.headrace.runner.history;

import dev.headrace.engine.report.RunSummary;
import dev.headrace.engine.report.Spans;
import dev.headrace.runner.view.Table;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs of the past, one after the other. Stateless. */
public final class RunsView {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final int MOST_NAMED = 3;

    private RunsView() {}

    /**
     * For people: a row for each run and below it what bounded it.
     *
     * @param runs the newest first
     * @param most how many of them
     * @param zone in which times of day are told
     */
    public static List<String> lines(List<RunSummary> runs, int most, ZoneId zone) {
        boolean different = runs.stream().map(RunSummary::connectors).distinct().count() > 1;
        Table table = Table.of(heading(different));
        int shown = Math.min(most, runs.size());
        for (int i = 0; i < shown; i++) {
            String trend = Trend.text(Trend.of(runs.get(i), runs.subList(i + 1, runs.size())));
            table.row(row(runs.get(i), trend, zone, different));
        }
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>();
        lines.add(rows.get(0));
        for (int i = 0; i < shown; i++) {
            lines.add(rows.get(i + 1));
            if (!runs.get(i).boundBy().isEmpty()) {
                lines.add("  " + runs.get(i).boundBy());
            }
        }
        if (shown < runs.size()) {
            lines.add("and %s earlier; --newest=N shows more".formatted(runs.size() - shown));
        }
        return lines;
    }

    private static String[] heading(boolean different) {
        List<String> columns =
                new ArrayList<>(List.of("RUN", "WHEN", "TIME", "TREND", "RECORDS", "REQUESTS", "FAILED", "STATUS"));
        if (different) {
            columns.add("CONNECTORS");
        }
        return columns.toArray(String[]::new);
    }

    private static Object[] row(RunSummary run, String trend, ZoneId zone, boolean different) {
        List<Object> cells = new ArrayList<>(List.of(
                run.id(),
                WHEN.format(run.started().atZone(zone)),
                Spans.text(run.duration()),
                trend,
                number(run.records()),
                number(run.requests()),
                number(run.failed()),
                run.state().text()));
        if (different) {
            cells.add(connectors(run.connectors()));
        }
        return cells.toArray();
    }

    private static String connectors(List<String> names) {
        return names.size() <= MOST_NAMED ? String.join(", ", names) : names.size() + " connectors";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For programs. Times are RFC 3339 in UTC, spans are milliseconds. */
    public static ObjectNode json(List<RunSummary> runs, int most) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("runs");
        for (int i = 0; i < Math.min(most, runs.size()); i++) {
            RunSummary run = runs.get(i);
            ObjectNode one = all.addObject()
                    .put("id", run.id())
                    .put("started", run.started().toString())
                    .put("durationMs", run.duration().toMillis())
                    .put("status", run.state().text().replace(' ', '-'))
                    .put("records", run.records())
                    .put("requests", run.requests())
                    .put("failed", run.failed())
                    .put("boundBy", run.boundBy())
                    .put("sentence", run.sentence())
                    .put("whole", run.whole());
            run.connectors().forEach(one.putArray("connectors")::add);
            Trend.of(run, runs.subList(i + 1, runs.size()))
                    .ifPresent(times -> one.put("timesMedian", Math.round(times * 1_000) / 1_000.0));
        }
        return json;
    }
}
