package dev.headrace.runner.view;

import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunPlan.ConnectorPlan;
import dev.headrace.engine.report.RunPlan.LimitPlan;
import dev.headrace.engine.report.RunPlan.StreamPlan;
import dev.headrace.engine.report.RunPlan.Time;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a run would need, for programs. Spans are seconds; what is not known is not there. Stateless. */
public final class PlanJson {
    private PlanJson() {}

    /** The plan as a tree. */
    public static ObjectNode of(RunPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("asOf", plan.asOf().toString());
        json.set("seconds", seconds(plan.time()));
        json.put("sentence", plan.sentence());
        ArrayNode notes = json.putArray("notes");
        plan.notes().forEach(notes::add);
        ArrayNode connectors = json.putArray("connectors");
        plan.connectors().forEach(one -> connectors.add(connector(one)));
        ArrayNode limits = json.putArray("limits");
        plan.limits().forEach(limit -> limits.add(limit(limit)));
        return json;
    }

    private static ObjectNode connector(ConnectorPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", plan.name());
        json.put("basis", plan.basis());
        json.set("requests", number(plan.requests()));
        json.set("seconds", seconds(plan.time()));
        plan.boundBy().ifPresent(limit -> json.put("boundBy", limit));
        plan.perThousand()
                .ifPresent(each ->
                        json.putObject("perThousand").put("limit", each.limit()).put("seconds", seconds(each.time())));
        ArrayNode streams = json.putArray("streams");
        plan.streams().forEach(stream -> streams.add(stream(stream)));
        return json;
    }

    private static ObjectNode stream(StreamPlan stream) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", stream.kind());
        json.put("waiting", stream.waiting());
        json.set("requests", number(stream.requests()));
        return json;
    }

    private static ObjectNode limit(LimitPlan limit) {
        ObjectNode json = BudgetsJson.limit(limit.state());
        json.set("needed", number(limit.units()));
        json.put("waitedSeconds", seconds(limit.waited()));
        return json;
    }

    private static ObjectNode number(Estimate estimate) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("least", estimate.least());
        estimate.likely().ifPresent(likely -> json.put("likely", likely));
        estimate.most().ifPresent(most -> json.put("most", most));
        return json;
    }

    private static ObjectNode seconds(Time time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("least", seconds(time.least()));
        time.likely().ifPresent(likely -> json.put("likely", seconds(likely)));
        time.most().ifPresent(most -> json.put("most", seconds(most)));
        return json;
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1_000.0;
    }
}
