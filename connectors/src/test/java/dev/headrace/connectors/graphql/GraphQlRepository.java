package dev.headrace.connectors.graphql;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One repository as GitHub's GraphQL serves it: issues oldest change first, pull requests newest first. Thread-safe. */
final class GraphQlRepository {
    private static final String NODE = """
            {"id":"%s_%d","number":%2$d,"updatedAt":"%s","title":"Mill %2$d","state":"CLOSED","author":{"login":"miller"},
            "url":"https://github.com/mill/race/issues/%2$d","createdAt":"2026-01-01T00:00:00Z",
            "closedAt":"2026-01-02T00:00:00Z","labels":{"nodes":[]},%4$s}""";
    private static final String ISSUE = """
            "stateReason":"COMPLETED","comments":{"totalCount":1}""";
    private static final String PULL = """
            "isDraft":false,"mergedAt":"2026-01-02T00:00:00Z","baseRefName":"main","headRefName":"wheel",
            "additions":1,"deletions":0,"changedFiles":1""";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, String> updated = new ConcurrentSkipListMap<>();

    GraphQlRepository(int count) {
        for (int number = 1; number <= count; number++) {
            change(number, "2026-01-01T00:%02d:00Z".formatted(number));
        }
    }

    void change(int number, String time) {
        updated.put(number, time);
    }

    Reply answer(ReceivedRequest request) {
        JsonNode body = JSON.readTree(request.body());
        boolean issues = body.path("query").asString().contains("page:issues(");
        JsonNode variables = body.path("variables");
        String since = variables.path("since").asString("");
        Comparator<Map.Entry<Integer, String>> order = Map.Entry.comparingByValue();
        List<Map.Entry<Integer, String>> all = updated.entrySet().stream()
                .filter(node -> node.getValue().compareTo(since) >= 0)
                .sorted(issues ? order : order.reversed())
                .toList();
        int from = variables.path("after").asInt(0);
        int end = Math.min(all.size(), from + variables.path("size").asInt());
        String nodes = all.subList(from, end).stream()
                .map(node -> NODE.formatted(issues ? "I" : "PR", node.getKey(), node.getValue(), issues ? ISSUE : PULL))
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.json(
                ("{\"data\":{\"rateLimit\":{\"cost\":1,\"remaining\":4999,\"resetAt\":\"2026-01-01T01:00:00Z\"},\"repository\":{"
                                + "\"page\":{\"nodes\":%s,\"pageInfo\":{\"hasNextPage\":%s,\"endCursor\":\"%d\"}}}}}")
                        .formatted(nodes, end < all.size(), end));
    }
}
