package dev.headrace.runner.view;

import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.WindowState;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is left of each limit, for programs. Times are RFC 3339 in UTC, spans are seconds. Stateless. */
public final class BudgetsJson {
    private BudgetsJson() {}

    /** The report as a tree. */
    public static ObjectNode of(BudgetReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("asOf", report.asOf().toString());
        ArrayNode limits = json.putArray("limits");
        report.limits().forEach(limit -> limits.add(limit(limit)));
        return json;
    }

    static ObjectNode limit(LimitState limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", limit.name());
        json.put("origin", limit.origin().name().toLowerCase(Locale.ROOT));
        json.put("source", limit.source());
        strings(json.putArray("rules"), limit.rules());
        ArrayNode windows = json.putArray("windows");
        limit.windows().forEach(window -> windows.add(window(window)));
        limit.told()
                .ifPresent(told -> json.putObject("told")
                        .put("left", told.left())
                        .put("resetAt", told.resetAt().toString()));
        limit.pause()
                .ifPresent(pause -> json.putObject("paused")
                        .put("until", pause.until().toString())
                        .put("reason", pause.reason()));
        strings(json.putArray("sharedBy"), limit.sharedBy());
        return json;
    }

    private static ObjectNode window(WindowState window) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("permits", window.permits());
        json.put("seconds", window.length().toMillis() / 1_000.0);
        json.put("left", window.left());
        json.put("keptBetweenRuns", window.kept());
        window.wholeAt().ifPresent(at -> json.put("wholeAt", at.toString()));
        return json;
    }

    private static void strings(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
