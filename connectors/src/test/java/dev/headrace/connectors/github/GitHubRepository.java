package dev.headrace.connectors.github;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * One repository as GitHub serves it: lists in pages with {@code Link} headers that lead on to {@code /repositories/ID},
 * {@code since}, {@code ETag} and 304. Thread-safe.
 */
final class GitHubRepository {
    private static final String ISSUE = """
            {"id":%d,"number":%d,"updated_at":"%s","title":"Mill %2$d","state":"closed","user":{"login":"miller"},"labels":[],
            "comments":1,"created_at":"2026-01-01T00:00:00Z","closed_at":"2026-01-02T00:00:00Z","body":"It turns.",
            "html_url":"https://github.com/mill/race/pull/%2$d","pull_request":{}}""";
    private static final String COMMENTS = """
            [{"id":501,"updated_at":"2026-01-01T00:00:00Z","created_at":"2026-01-01T00:00:00Z","user":{"login":"miller"},
            "body":"It does.","issue_url":"https://api.github.com/repos/mill/race/issues/1",
            "html_url":"https://github.com/mill/race/issues/1#issuecomment-501"}]""";
    private static final String RELEASES = """
            [{"id":901,"tag_name":"v1","name":"One","draft":false,"prerelease":false,"created_at":"2026-01-01T00:00:00Z",
            "published_at":"2026-01-01T00:00:00Z","author":{"login":"miller"},"assets":[],"body":"It turns.",
            "html_url":"https://github.com/mill/race/releases/tag/v1"}]""";
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final ConcurrentSkipListMap<Instant, Integer> issues = new ConcurrentSkipListMap<>();

    GitHubRepository(int count) {
        for (int id = 1; id <= count; id++) {
            change(id, FIRST.plusSeconds(60L * id));
        }
    }

    /** An issue that is new, or changed: it moves to its time. */
    void change(int id, Instant updatedAt) {
        issues.values().remove(id);
        issues.put(updatedAt, id);
    }

    FakeUpstreamBuilder upstream() {
        FakeUpstreamBuilder builder = FakeUpstream.builder();
        routes().forEach(builder::route);
        return builder;
    }

    Map<String, Responder> routes() {
        return Map.of(
                "/repos/mill/race/issues",
                this::issues,
                "/repositories/77/issues",
                this::issues,
                "/repos/mill/race/issues/comments",
                tagged(COMMENTS),
                "/repos/mill/race/releases",
                tagged(RELEASES));
    }

    private static Responder tagged(String body) {
        return request -> unlessKnown(request, "\"" + body.hashCode() + "\"", Reply.json(body));
    }

    Reply issues(ReceivedRequest request) {
        // GitHub gives what was updated at or after the time.
        Instant since = request.query("since").map(Instant::parse).orElse(FIRST);
        List<String> all = issues.tailMap(since, true).entrySet().stream()
                .map(issue -> ISSUE.formatted(issue.getValue() * 100, issue.getValue(), issue.getKey()))
                .toList();
        int size = (int) request.query("per_page", 30);
        int page = (int) request.query("page", 1);
        String body = all.stream().skip((page - 1L) * size).limit(size).collect(Collectors.joining(",", "[", "]"));
        String next = request.absolute(
                        "/repositories/77" + request.target().replaceAll("^.*(/issues\\?.*?)(&page=.*)?$", "$1"))
                + "&page=" + (page + 1);
        Reply reply = Reply.json(body).withHeader("X-RateLimit-Remaining", "4999");
        return unlessKnown(
                request,
                "W/\"" + Integer.toHexString(body.hashCode()) + "\"",
                page * size < all.size() ? reply.withHeader("Link", "<" + next + ">; rel=\"next\"") : reply);
    }

    private static Reply unlessKnown(ReceivedRequest request, String tag, Reply reply) {
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        return (known ? Reply.status(304) : reply).withHeader("ETag", tag);
    }
}
