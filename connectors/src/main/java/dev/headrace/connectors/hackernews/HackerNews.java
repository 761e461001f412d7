package dev.headrace.connectors.hackernews;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** A list of ids, and one item for each of them. */
final class HackerNews implements Connector {
    private final String list;

    HackerNews(String list) {
        this.list = list;
    }

    @Override
    public Step plan(Cursors cursors) {
        return Step.empty().then(WorkItem.of("list"));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return item.kind().equals("list")
                ? context.http().get(list).thenApply(HackerNews::stories)
                : context.http().get("/item/" + item.arg("id") + ".json").thenApply(HackerNews::story);
    }

    private static Step stories(HttpReply reply) {
        Step step = Step.empty();
        for (JsonNode id : Pages.elements(reply, "")) {
            step.then(WorkItem.of("story").with("id", id.asString()));
        }
        return step;
    }

    private static Step story(HttpReply reply) {
        // A deleted story is the word null, with status 200.
        return reply.json().isNull() ? Step.empty() : Step.empty().emitAll("stories", "id", List.of(reply.json()));
    }
}
