package dev.headrace.connectors.elasticsearch;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * One walk over each index: by the values of the last hit where there is a cursor's field, otherwise by a scroll. The server keeps the
 * place of a scroll and gives each page once, so a page whose answer was lost is a failure and not a gap: the item then begins a new
 * scroll, whose documents replace those of the one before.
 */
final class Elasticsearch implements Connector {
    private static final String INDEX = "index";
    private static final String SINCE = "since";
    private static final String AFTER = "after";
    private static final String SCROLL = "scroll";
    private static final String PAGE = "page";
    // What whole numbers and dates, and what fractions are sorted by where there is none.
    private static final Set<String> NO_VALUE = Set.of(String.valueOf(Long.MAX_VALUE), "Infinity");
    private static final String WALK = "walk";
    private static final int WALKS = 10;

    private final ConnectorConfig config;
    private final Searches searches;
    // The page of each index up to which this very instance has read its scroll. On the strand.
    private final Map<String, Integer> reached = new HashMap<>();

    Elasticsearch(ConnectorConfig config, JsonNode query) {
        this.config = config;
        this.searches = new Searches(config, query);
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String index : config.strings("indices")) {
            WorkItem first = WorkItem.of("search").with(INDEX, index);
            step.then(cursors.get(index)
                    .filter(since -> config.has("cursor"))
                    .map(since -> first.with(SINCE, since))
                    .orElse(first)
                    .inScope(index));
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        boolean scrolled = item.optionalArg(SCROLL).isPresent();
        Integer read = reached.remove(item.arg(INDEX));
        return scrolled && (read == null || read != number(item) - 1)
                ? CompletableFuture.completedFuture(anew(item))
                : context.http().send(call(item)).thenApply(reply -> page(item, reply));
    }

    private static Step anew(WorkItem item) {
        int walk = Integer.parseInt(item.optionalArg(WALK).orElse("1")) + 1;
        if (walk > WALKS) {
            throw new PermanentException("the scroll over %s was interrupted %d times, the last time at page %d"
                    .formatted(item.arg(INDEX), WALKS, number(item)));
        }
        return Step.empty().thenPage(item.without(SCROLL).without(PAGE).with(WALK, walk));
    }

    private static int number(WorkItem item) {
        return Integer.parseInt(item.optionalArg(PAGE).orElse("1"));
    }

    private HttpCall call(WorkItem item) {
        return item.optionalArg(SCROLL)
                .map(Searches::next)
                .orElseGet(() -> searches.first(item.arg(INDEX), item.optionalArg(SINCE), item.optionalArg(AFTER)));
    }

    private Step page(WorkItem item, HttpReply reply) {
        requireWhole(reply);
        Step step = Step.empty();
        List<JsonNode> hits = Pages.elements(reply, "/hits/hits");
        for (JsonNode hit : hits) {
            step.emit(
                    "documents",
                    hit.path("_index").asString() + "/" + hit.path("_id").asString(),
                    hit);
        }
        if (hits.isEmpty()) {
            return step;
        }
        if (config.has("cursor")) {
            hits.stream()
                    .map(hit -> hit.path("sort").path(0))
                    .filter(Elasticsearch::isValue)
                    .forEach(value -> step.lastCursor(value.asString()));
            return step.thenPage(item.with(AFTER, hits.get(hits.size() - 1).path("sort")));
        }
        // The same scroll is asked again and again, so the page's number tells its items apart.
        reached.put(item.arg(INDEX), number(item));
        String scroll = reply.json().path("_scroll_id").asString();
        return step.thenPage(item.with(SCROLL, scroll).with(PAGE, number(item) + 1));
    }

    /** A document without the field comes last, as if it had the largest value there can be: no later run would find anything. */
    private static boolean isValue(JsonNode sorted) {
        return sorted.isValueNode() && !sorted.isNull() && !NO_VALUE.contains(sorted.asString());
    }

    /** With shards that failed or a time that was up, the server answers 200 and gives what it has. */
    private static void requireWhole(HttpReply reply) {
        int failed = reply.json().at("/_shards/failed").asInt(0);
        if (failed > 0 || reply.json().path("timed_out").asBoolean(false)) {
            throw new PermanentException("%s answered without all documents: %d shards failed%s"
                    .formatted(
                            reply.uri(),
                            failed,
                            reply.json().path("timed_out").asBoolean(false) ? ", and the time was up" : ""));
        }
    }
}
