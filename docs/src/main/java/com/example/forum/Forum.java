package com.example.forum;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** The topics of each board, and the posts of each topic. A board is a scope: it has a cursor of its own. */
final class Forum implements Connector {
    private final List<String> boards;

    Forum(List<String> boards) {
        this.boards = boards;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String board : boards) {
            HttpCall first = HttpCall.get("/boards/" + board + "/topics");
            String target = cursors.get(board)
                    .map(cursor -> first.query("active_since", cursor))
                    .orElse(first)
                    .target();
            step.then(WorkItem.of("topics").with(Pages.URL, target).inScope(board));
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http()
                .get(item.arg(Pages.URL))
                .thenApply(reply -> item.kind().equals("topics") ? topics(item, reply) : posts(item, reply));
    }

    private static Step topics(WorkItem item, HttpReply reply) {
        Step step = Pages.link().step(item, reply, "topics", "", "id");
        for (JsonNode topic : Pages.elements(reply, "")) {
            step.cursor(topic.path("active_at").asString());
            String id = topic.path("id").asString();
            step.then(WorkItem.of("posts").with(Pages.URL, "/topics/" + id + "/posts"));
        }
        return step;
    }

    private static Step posts(WorkItem item, HttpReply reply) {
        return Pages.link().step(item, reply, "posts", "", "id");
    }
}
