package dev.headrace.runner.view;

import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.WindowState;
import dev.headrace.engine.report.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is left of each limit, in 80 columns. Stateless. */
public final class BudgetsView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final BudgetReport report;
    private final ZoneId zone;

    private BudgetsView(BudgetReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** @param zone in which times of day are told */
    public static List<String> lines(BudgetReport report, ZoneId zone) {
        return new BudgetsView(report, zone).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("As of " + DAY.format(report.asOf().atZone(zone)));
        lines.add("");
        lines.addAll(Lines.table(rows(), Lines.WIDTH));
        List<String> notes = new ArrayList<>();
        report.limits().forEach(limit -> notes(limit, notes));
        section(lines, "Now", notes);
        section(lines, "Where the numbers come from", sources());
        return lines;
    }

    private static void section(List<String> lines, String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(heading);
            lines.addAll(content);
        }
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LIMIT", "ALLOWS", "LEFT", "WHOLE AGAIN", "SHARED BY"));
        for (LimitState limit : report.limits()) {
            String name = limit.name();
            String sharers = String.join(", ", limit.sharedBy());
            List<String> rules = limit.rules().isEmpty() ? List.of("(not known)") : limit.rules();
            for (int i = 0; i < rules.size(); i++) {
                // A limit writes its windows first, in their order.
                WindowState window =
                        i < limit.windows().size() ? limit.windows().get(i) : null;
                rows.add(List.of(
                        name,
                        rules.get(i),
                        window == null ? "" : Texts.number(window.left()),
                        window == null ? "" : whole(window),
                        sharers));
                name = "";
                sharers = "";
            }
        }
        return rows;
    }

    private String whole(WindowState window) {
        if (!window.kept()) {
            return "now";
        }
        return window.wholeAt().map(at -> "in " + Spans.rough(until(at))).orElse("now");
    }

    private Duration until(Instant at) {
        return Duration.between(report.asOf(), at);
    }

    private void notes(LimitState limit, List<String> notes) {
        limit.pause().ifPresent(pause -> {
            String why = pause.reason().isEmpty() ? "" : ": " + pause.reason();
            notes.addAll(Lines.wrapped(
                    "  ",
                    "%s is PAUSED until %s, for %s%s"
                            .formatted(limit.name(), time(pause.until()), Spans.rough(until(pause.until())), why),
                    Lines.WIDTH));
        });
        limit.told()
                .ifPresent(told -> notes.addAll(Lines.wrapped(
                        "  ",
                        "%s: its upstream said that %s are left until %s, in %s"
                                .formatted(
                                        limit.name(),
                                        Texts.number(told.left()),
                                        time(told.resetAt()),
                                        Spans.rough(until(told.resetAt()))),
                        Lines.WIDTH)));
    }

    private String time(Instant at) {
        boolean today =
                at.atZone(zone).toLocalDate().equals(report.asOf().atZone(zone).toLocalDate());
        return (today ? TIME : DAY).format(at.atZone(zone));
    }

    private List<String> sources() {
        Map<String, List<String>> bySource = new LinkedHashMap<>();
        report.limits()
                .forEach(limit -> bySource.computeIfAbsent(source(limit), source -> new ArrayList<>())
                        .add(limit.name()));
        List<String> sources = new ArrayList<>();
        bySource.forEach((source, names) ->
                sources.addAll(Lines.wrapped("  ", source + ": " + String.join(", ", names), Lines.WIDTH)));
        return sources;
    }

    private static String source(LimitState limit) {
        String from = limit.source().isEmpty() ? "" : ", " + limit.source();
        return limit.origin().name().toLowerCase(Locale.ROOT) + from;
    }
}
