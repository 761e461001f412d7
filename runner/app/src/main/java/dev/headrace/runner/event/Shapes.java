package dev.headrace.runner.event;

import dev.headrace.detector.Finding;
import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.LimitProgress;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.runner.live.Rates;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of events as JSON. Times are milliseconds with up to three decimals; what is not known is left out. Stateless. */
final class Shapes {
    private Shapes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e3;
    }

    static ObjectNode connector(ConnectorProgress one, Rates rates) {
        ObjectNode json = object().put("name", one.name())
                .put("state", state(one))
                .put("records", one.records())
                .put("recordsPerSecond", rates.perSecond(one.name()))
                .put("requests", one.requests())
                .put("throttles", one.throttles())
                .put("inFlight", one.items().inFlight())
                .put("waiting", one.items().waiting())
                .put("ended", one.items().ended())
                .put("failed", one.failures().total());
        one.waitingFor().ifPresent(wait -> json.set("waitsFor", wait(wait)));
        text(json, "heldBy", one.heldBy());
        text(json, "problem", one.problem());
        return json;
    }

    private static ObjectNode wait(ConnectorProgress.Wait wait) {
        ObjectNode json = object().put("limit", wait.limit()).put("requests", wait.requests());
        wait.opensIn().ifPresent(in -> json.put("opensInMs", millis(in)));
        return json.put("paused", wait.paused());
    }

    /** As {@code docs/run-events.md} lists them. */
    static String state(ConnectorProgress one) {
        boolean stopped = one.state() == State.DONE && one.items().waiting() > 0;
        return stopped ? "stopped" : one.state().name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode limit(LimitProgress limit) {
        return object().put("name", limit.name())
                .put("underWay", limit.underWay())
                .put("waiting", limit.waiting())
                .put("pausedMs", millis(limit.pausedFor()))
                .put("throttles", limit.throttles());
    }

    static ObjectNode failed(ObjectNode json, FailedItem item) {
        return json.put("connector", item.connector())
                .put("item", item.item())
                .put("outcome", item.outcome().name().toLowerCase(Locale.ROOT))
                .put("attempts", item.attempts())
                .put("cause", item.cause());
    }

    static ObjectNode finding(ObjectNode json, Finding finding) {
        text(json, "connector", finding.work().owner());
        return json.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("site", finding.site().brief())
                .put("times", finding.times())
                .put("lostMs", millis(finding.lost()))
                .put("sentence", finding.sentence());
    }

    static ObjectNode connector(ConnectorReport one) {
        ObjectNode json = object().put("name", one.name())
                .put("connector", one.connector())
                .put("records", one.records())
                .put("requests", one.requests())
                .put("throttles", one.throttles())
                .put("durationMs", millis(one.duration()));
        json.set("outcomes", outcomes(one.outcomes()));
        one.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    static ObjectNode outcomes(OutcomeCounts counts) {
        return object().put("planned", counts.planned())
                .put("succeeded", counts.of(ItemOutcome.SUCCEEDED))
                .put("failed", counts.of(ItemOutcome.FAILED))
                .put("throttled", counts.of(ItemOutcome.THROTTLED))
                .put("blocked", counts.of(ItemOutcome.BLOCKED))
                .put("cancelled", counts.of(ItemOutcome.CANCELLED))
                .put("notStarted", counts.of(ItemOutcome.NOT_STARTED))
                .put("repeated", counts.repeated());
    }

    private static void text(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
