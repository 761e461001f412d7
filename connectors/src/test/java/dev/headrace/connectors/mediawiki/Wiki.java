package dev.headrace.connectors.mediawiki;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A wiki: its answers tell by an object what to add to the next request, and leave out a list that has no elements. */
final class Wiki {
    private static final String PAGE = """
            {"pageid":%d,"ns":0,"title":"Mill %1$d","revisions":[{"revid":%1$d,"timestamp":"2026-01-01T00:04:00Z","user":"Miller",
            "comment":"","size":9,"slots":{"main":{"content":"It turns."}}}]}""";
    private static final String CHANGE = """
            {"rcid":%d,"type":"edit","ns":0,"title":"Mill %1$d","pageid":%1$d,"revid":2,"old_revid":1,"user":"Miller","comment":"",
            "timestamp":"2026-01-01T00:04:00Z","oldlen":0,"newlen":9,"minor":false,"bot":false}""";

    private final int pages;

    Wiki(int pages) {
        this.pages = pages;
    }

    Reply api(ReceivedRequest request) {
        boolean changes = request.query("list").isPresent();
        return changes
                ? answer(request, "rccontinue", "rclimit", "\"recentchanges\"", CHANGE)
                : request.query("grcstart").isPresent()
                        ? Reply.json("{\"batchcomplete\":true,\"curtimestamp\":\"2026-01-02T00:00:00Z\"}")
                        : answer(request, "gapcontinue", "gaplimit", "\"pages\"", PAGE);
    }

    private Reply answer(ReceivedRequest request, String parameter, String size, String list, String record) {
        int from = (int) request.query(parameter, 1);
        int end = (int) Math.min(pages + 1, from + request.query(size, 10));
        String records =
                IntStream.range(from, end).mapToObj(record::formatted).collect(Collectors.joining(",", "[", "]"));
        String more = end > pages
                ? ""
                : ",\"continue\":{\"%s\":\"%d\",\"continue\":\"%s\"}"
                        .formatted(parameter, end, parameter.startsWith("g") ? "gapcontinue||" : "-||");
        return Reply.json("{\"batchcomplete\":true%s,\"curtimestamp\":\"2026-01-01T00:00:00Z\",\"query\":{%s:%s}}"
                .formatted(more, list, records));
    }
}
