package dev.headrace.connectors.elasticsearch;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One index with numbered documents, by search_after on the field {@code at}, and by scrolls whose place the server keeps. */
final class ElasticsearchIndex {
    /** What a scroll gives each time, so what a test asks for. */
    static final int PAGE = 10;

    private static final JsonMapper JSON = new JsonMapper();

    private final int count;
    private final ConcurrentHashMap<String, Integer> scrolls = new ConcurrentHashMap<>();

    ElasticsearchIndex(int count) {
        this.count = count;
    }

    Reply search(ReceivedRequest request) {
        JsonNode search = JSON.readTree(request.body());
        int size = search.path("size").asInt();
        if (request.query("scroll").isPresent()) {
            if (search.has("track_total_hits")) {
                return Reply.json("{\"error\":{\"type\":\"action_request_validation_exception\"},\"status\":400}")
                        .withStatus(400);
            }
            String scroll = "scroll-" + scrolls.size();
            scrolls.put(scroll, size);
            return hits(0, size, ",\"_scroll_id\":\"%s\"".formatted(scroll));
        }
        int since = search.at("/query/bool/filter/1/range/at/gte").asInt(0);
        int after = search.at("/search_after/0").asInt(since - 1);
        return hits(Math.max(after + 1, 0), size, "");
    }

    Reply scroll(ReceivedRequest request) {
        String scroll = JSON.readTree(request.body()).path("scroll_id").asString();
        Integer from = scrolls.get(scroll);
        if (from == null) {
            return Reply.json("{\"error\":{\"type\":\"search_context_missing_exception\"},\"status\":404}")
                    .withStatus(404);
        }
        scrolls.put(scroll, from + PAGE);
        return hits(from, PAGE, ",\"_scroll_id\":\"%s\"".formatted(scroll));
    }

    private Reply hits(int from, int size, String more) {
        String hits = IntStream.range(Math.min(from, count), Math.min(from + size, count))
                .mapToObj(
                        "{\"_index\":\"mills\",\"_id\":\"%d\",\"_source\":{\"at\":%1$d},\"sort\":[%1$d,\"%1$d\"]}"
                                ::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.json(
                "{\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":1,\"failed\":0},\"hits\":{\"hits\":%s}%s}"
                        .formatted(hits, more));
    }
}
