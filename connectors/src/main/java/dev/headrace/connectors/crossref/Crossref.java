package dev.headrace.connectors.crossref;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * One walk over the works that match. Crossref gives the same cursor with every page and remembers itself how far it was read: a page
 * whose answer got lost cannot be asked for again. So a walk that was interrupted begins anew, and skips what it has emitted.
 */
final class Crossref implements Connector {
    private static final int DATE = "2026-01-31".length();

    private final ConnectorConfig config;
    // The page up to which Crossref has answered this very instance, 0 when that is not known. On the strand.
    private int reached;

    Crossref(ConnectorConfig config) {
        this.config = config;
    }

    @Override
    public Step plan(Cursors cursors) {
        HttpCall call = HttpCall.get("/works");
        for (String name : List.of("query", "mailto")) {
            call = config.has(name) ? call.query(name, config.string(name)) : call;
        }
        List<String> filters = new ArrayList<>();
        config.stringMap("filters").forEach((name, value) -> filters.add(name + ":" + value));
        cursors.get("").ifPresent(day -> filters.add("from-index-date:" + day));
        call = filters.isEmpty() ? call : call.query("filter", String.join(",", filters));
        String search = call.query("rows", config.integer("page-size")).target();
        return Step.empty().then(Walk.first(search).item());
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        Walk walk = new Walk(item);
        if (walk.page() > 1 && reached != walk.page() - 1) {
            return CompletableFuture.completedFuture(
                    Step.empty().thenPage(walk.anew().item()));
        }
        reached = 0;
        HttpCall call = HttpCall.get(walk.search()).query("cursor", walk.cursor());
        return context.http()
                .send(walk.page() == 1 ? call : call.once())
                .thenApply(reply -> page(walk, reply))
                .exceptionally(Crossref::again);
    }

    /** Whether a request without an answer has moved Crossref on is not known; the next attempt begins anew. */
    private static Step again(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof HttpFailure lost
                && lost.mayRetry()
                && lost.status().isEmpty()) {
            throw new TransientException(Objects.toString(lost.getMessage()), lost);
        }
        throw new CompletionException(cause);
    }

    private Step page(Walk walk, HttpReply reply) {
        Step step = Step.empty();
        List<JsonNode> works = Pages.elements(reply, "/message/items");
        if (!works.isEmpty()) {
            String cursor = reply.json().at("/message/next-cursor").asString();
            step.thenPage(walk.next(works, cursor).item());
        } else if (walk.isSeeking()) {
            step.thenPage(walk.counting().item());
        }
        emit(step, walk.fresh(works));
        reached = walk.page();
        return step;
    }

    private static void emit(Step step, List<JsonNode> works) {
        step.emitAll("works", "DOI", works);
        for (JsonNode work : works) {
            String time = work.at("/indexed/date-time").asString("");
            if (time.length() > DATE) {
                step.cursor(time.substring(0, DATE));
            }
        }
    }
}
