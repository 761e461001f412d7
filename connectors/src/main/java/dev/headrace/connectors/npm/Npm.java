package dev.headrace.connectors.npm;

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

/** A walk over a search, and a document for each package that it finds. */
final class Npm implements Connector {
    private static final String DOCUMENT = "document";

    private final String search;
    private final boolean documents;
    private final int pageSize;
    private final Pages pages;

    Npm(String search, boolean documents, int pageSize) {
        this.search = search;
        this.documents = documents;
        this.pageSize = pageSize;
        // A short page is not the end: registries leave out what the asker may not see.
        this.pages = Pages.offset("from", pageSize).size(0).pages();
    }

    @Override
    public Step plan(Cursors cursors) {
        String first = HttpCall.get("/-/v1/search")
                .query("text", search)
                .query("size", pageSize)
                .target();
        return Step.empty().then(WorkItem.of("search").with(Pages.URL, first));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return item.kind().equals(DOCUMENT)
                ? context.http()
                        .send(HttpCall.get(path(item.arg("name"))).conditional())
                        .thenApply(Npm::document)
                : context.http().get(item.arg(Pages.URL)).thenApply(reply -> found(item, reply));
    }

    /** The slash in the name of a scoped package is not one of the path. */
    private static String path(String name) {
        return "/" + name.replace("/", "%2F");
    }

    private Step found(WorkItem item, HttpReply reply) {
        List<JsonNode> found = Pages.elements(reply, "/objects");
        Step step = Step.empty().emitAll("packages", "/package/name", found);
        for (JsonNode hit : documents ? found : List.<JsonNode>of()) {
            step.then(WorkItem.of(DOCUMENT).with("name", hit.at("/package/name").asString()));
        }
        return pages.follow(step, item, reply, found);
    }

    private static Step document(HttpReply reply) {
        return reply.notModified() ? Step.empty() : Step.empty().emitAll("documents", "name", List.of(reply.json()));
    }
}
