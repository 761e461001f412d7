package dev.headrace.connectors.npm;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A registry as Verdaccio is one: its search calls the size of a page the total, and gives an empty list past the end. */
final class NpmRegistry {
    private static final String HIT = """
            {"package":{"name":"@mill/race-%d","version":"1.0.0","dist-tags":{"latest":"1.0.0"},"description":"A mill race",
            "keywords":["water"],"maintainers":[]},"score":{"final":0.9}}""";
    private static final String DOCUMENT = """
            {"name":"%s","description":"A mill race","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":{}},"readme":"It turns.",
            "time":{"1.0.0":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z"}}""";

    private final int count;

    NpmRegistry(int count) {
        this.count = count;
    }

    Map<String, Responder> routes() {
        return Map.of("/-/v1/search", this::search, "/*", NpmRegistry::document);
    }

    private Reply search(ReceivedRequest request) {
        int from = (int) request.query("from", 0);
        int end = (int) Math.min(count, from + request.query("size", 20));
        String objects = IntStream.range(Math.min(from, end), end)
                .mapToObj(HIT::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.json("{\"objects\":%s,\"total\":%d}".formatted(objects, Math.max(0, end - from)));
    }

    private static Reply document(ReceivedRequest request) {
        String name = request.path().substring(1);
        String tag = "\"" + name.hashCode() + "\"";
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        Reply reply = Reply.json(DOCUMENT.formatted(name));
        return (known ? Reply.status(304) : reply).withHeader("ETag", tag);
    }
}
