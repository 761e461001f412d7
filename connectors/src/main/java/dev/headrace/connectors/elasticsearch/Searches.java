package dev.headrace.connectors.elasticsearch;

import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.HttpCall;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests for pages of documents, in the query language. Immutable. */
final class Searches {
    private static final JsonMapper JSON = new JsonMapper();
    // How long the server keeps a scroll between two pages.
    private static final String KEPT = "5m";

    private final ConnectorConfig config;
    private final JsonNode query;

    Searches(ConnectorConfig config, JsonNode query) {
        this.config = config;
        this.query = query;
    }

    /** The next page of a scroll. Not repeated: a second request gives the page after the one that was lost. */
    static HttpCall next(String scroll) {
        return HttpCall.post(
                "/_search/scroll", JSON.createObjectNode().put("scroll", KEPT).put("scroll_id", scroll));
    }

    /**
     * The first page of a scroll, or any page by value.
     *
     * @param since the least value of the cursor's field, as text
     * @param after the values of the last hit of the page before, as JSON
     */
    HttpCall first(String index, Optional<String> since, Optional<String> after) {
        String target = "/" + index + "/_search" + (config.has("cursor") ? "" : "?scroll=" + KEPT);
        return HttpCall.post(target, config.has("cursor") ? byValue(since, after) : byScroll())
                .repeatable();
    }

    private ObjectNode byScroll() {
        ObjectNode search = JSON.createObjectNode().put("size", config.integer("page-size"));
        search.set("query", query);
        search.putArray("sort").add("_doc");
        return search;
    }

    private ObjectNode byValue(Optional<String> since, Optional<String> after) {
        ObjectNode search = JSON.createObjectNode().put("size", config.integer("page-size"));
        // Not for a scroll, which the server would refuse.
        search.put("track_total_hits", false);
        ArrayNode sort = search.putArray("sort");
        sort.addObject().put(config.string("cursor"), "asc");
        // Documents with the same value need an order too, or some would be left out at the end of a page.
        sort.addObject().put(config.string("tiebreaker"), "asc");
        search.set("query", since.map(this::newer).orElse(query));
        after.ifPresent(values -> search.set("search_after", JSON.readTree(values)));
        return search;
    }

    private JsonNode newer(String since) {
        ObjectNode both = JSON.createObjectNode();
        ArrayNode filter = both.putObject("bool").putArray("filter");
        filter.add(query);
        filter.addObject().putObject("range").putObject(config.string("cursor")).put("gte", since);
        return both;
    }
}
