package dev.headrace.connectors.feed;

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
import tools.jackson.databind.node.ObjectNode;

/** One request for each feed, which costs next to nothing while the feed is the same. */
final class Feed implements Connector {
    private final List<String> feeds;

    Feed(List<String> feeds) {
        this.feeds = feeds;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        feeds.forEach(
                feed -> step.then(WorkItem.of("feed").with(Pages.URL, feed).inScope(feed)));
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = HttpCall.get(item.arg(Pages.URL))
                .header(
                        "Accept",
                        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1")
                .decodedBy(new FeedDecoder())
                .conditional();
        return context.http().send(call).thenApply(reply -> entries(item.arg(Pages.URL), reply));
    }

    private static Step entries(String feed, HttpReply reply) {
        Step step = Step.empty();
        for (JsonNode entry : Pages.elements(reply, FeedDecoder.ENTRIES)) {
            ObjectNode fields = (ObjectNode) entry;
            ObjectNode data = fields.objectNode().put("feed", feed);
            data.setAll(fields);
            step.emit("entries", feed + "#" + entry.path("id").asString(), data);
        }
        return step;
    }
}
