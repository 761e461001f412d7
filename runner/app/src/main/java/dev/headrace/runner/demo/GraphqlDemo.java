package dev.headrace.runner.demo;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Walks a GraphQL connection: the cursor goes into a variable, errors come with status 200. */
final class GraphqlDemo implements Connector {
    private static final String QUERY =
            "query($first:Int!,$after:String,$since:String){records(first:$first,after:$after,"
                    + "since:$since){pageInfo{hasNextPage endCursor} nodes{id title score updated_at}}}";

    private final TitleCleaner titles;

    GraphqlDemo(TitleCleaner titles) {
        this.titles = titles;
    }

    @Override
    public Step plan(Cursors cursors) {
        WorkItem first = WorkItem.of("records").inScope("records");
        return Step.empty()
                .then(cursors.get("records")
                        .map(since -> first.with("since", since))
                        .orElse(first));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", QUERY);
        ObjectNode variables = body.putObject("variables").put("first", 50);
        item.args().forEach(variables::put);
        return context.http().send(HttpCall.post("/graphql", body).repeatable()).thenApply(reply -> page(item, reply));
    }

    private Step page(WorkItem item, HttpReply reply) {
        JsonNode errors = reply.json().path("errors");
        if (!errors.isMissingNode()) {
            throw new PermanentException("the query failed: " + errors);
        }
        JsonNode records = reply.json().at("/data/records");
        Step step = Step.empty();
        for (JsonNode record : records.path("nodes").values()) {
            step.emit("records", record.path("id").asString(), record)
                    .cursor(record.path("updated_at").asString());
        }
        titles.clean();
        JsonNode pageInfo = records.path("pageInfo");
        return pageInfo.path("hasNextPage").asBoolean()
                ? step.thenPage(item.with("after", pageInfo.path("endCursor").asString()))
                : step;
    }
}
