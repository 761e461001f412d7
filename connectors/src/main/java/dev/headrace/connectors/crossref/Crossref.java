package dev.headrace.connectors.crossref;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
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
    private static final String WORKS = "works";
    private static final String SEARCH = "search";
    private static final String CURSOR = "cursor";
    /** The first work of the page whose number was the last power of two: pages that come in turn meet it again. */
    private static final String EARLIER = "past";

    /** Of an item: the page that it reads, how many were emitted by the walks before, which walk this is. */
    private static final String PAGE = "page";

    private static final String SKIP = "skip";
    private static final String WALK = "walk";
    /** Of an item: the first work of the page before. */
    private static final String BEFORE = "before";

    private static final int WALKS = 10;
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
        return Step.empty().then(walk(search, 1, 0));
    }

    private static WorkItem walk(String search, int number, int skip) {
        return WorkItem.of(WORKS)
                .with(SEARCH, search)
                .with(CURSOR, "*")
                .with(PAGE, 1)
                .with(WALK, number)
                .with(SKIP, skip);
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        int page = number(item, PAGE);
        if (page > 1 && reached != page - 1) {
            return CompletableFuture.completedFuture(anew(item));
        }
        reached = 0;
        HttpCall call = HttpCall.get(item.arg(SEARCH)).query(CURSOR, item.arg(CURSOR));
        return context.http()
                .send(page == 1 ? call : call.once())
                .thenApply(reply -> page(item, reply))
                .exceptionally(Crossref::again);
    }

    private static Step anew(WorkItem item) {
        int walk = number(item, WALK) + 1;
        if (walk > WALKS) {
            throw new PermanentException("the walk over %s was interrupted %d times, the last time at page %s"
                    .formatted(item.arg(SEARCH), WALKS, item.arg(PAGE)));
        }
        int emitted = Math.max(number(item, SKIP), number(item, PAGE) - 1);
        return Step.empty().thenPage(walk(item.arg(SEARCH), walk, emitted));
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

    private Step page(WorkItem item, HttpReply reply) {
        Step step = Step.empty();
        List<JsonNode> works = Pages.elements(reply, "/message/items");
        int page = number(item, PAGE);
        if (!works.isEmpty()) {
            String first = works.get(0).path("DOI").asString("");
            if (item.optionalArg(BEFORE).filter(first::equals).isPresent()) {
                throw new PermanentException("page %d of %s begins with the same work as the page before it: %s"
                        .formatted(page, item.arg(SEARCH), first));
            }
            if (item.optionalArg(EARLIER).filter(first::equals).isPresent()) {
                throw new PermanentException("page %d of %s begins with the same work as an earlier page: %s"
                        .formatted(page, item.arg(SEARCH), first));
            }
            WorkItem next = item.with(
                            CURSOR, reply.json().at("/message/next-cursor").asString())
                    .with(PAGE, page + 1)
                    .with(BEFORE, first);
            step.thenPage(Integer.bitCount(page) == 1 ? next.with(EARLIER, first) : next);
        }
        emit(step, page > number(item, SKIP) ? works : List.of());
        reached = page;
        return step;
    }

    private static void emit(Step step, List<JsonNode> works) {
        step.emitAll(WORKS, "DOI", works);
        for (JsonNode work : works) {
            String time = work.at("/indexed/date-time").asString("");
            if (time.length() > DATE) {
                step.cursor(time.substring(0, DATE));
            }
        }
    }

    private static int number(WorkItem item, String name) {
        return Integer.parseInt(item.arg(name));
    }
}
