package dev.headrace.connectors.mastodon;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** One timeline as Mastodon serves it, newest first. Its links keep {@code limit} and leave {@code since_id} out. Thread-safe. */
final class MastodonServer {
    private static final String STATUS = """
            {"id":"%d","content":"<p>a mill</p>","created_at":"2026-08-01T13:53:00.550Z","edited_at":"2026-08-01T13:54:00.550Z",
            "account":{"acct":"miller"},"spoiler_text":"","visibility":"public","language":"en",
            "url":"https://mill.example/@miller/%1$d","in_reply_to_id":"1","reblog":{},"media_attachments":[],"tags":[],
            "replies_count":0,"reblogs_count":0,"favourites_count":0}""";

    private final ConcurrentSkipListSet<Long> statuses = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    MastodonServer(long first, int count) {
        for (long id = first; id < first + count; id++) {
            statuses.add(id);
        }
    }

    void post(long id) {
        statuses.add(id);
    }

    Reply timeline(ReceivedRequest request) {
        long older = request.query("max_id", Long.MAX_VALUE);
        long newer = request.query("since_id", 0);
        long limit = request.query("limit", 20);
        List<Long> page = statuses.stream()
                .filter(id -> id < older && id > newer)
                .limit(limit)
                .toList();
        Reply reply = Reply.json(page.stream().map(STATUS::formatted).collect(Collectors.joining(",", "[", "]")))
                .withHeader("X-RateLimit-Limit", "300")
                .withHeader("X-RateLimit-Remaining", "299")
                .withHeader("X-RateLimit-Reset", "2026-08-01T13:55:00.729285Z");
        if (page.size() < limit) {
            return reply;
        }
        String target = request.absolute(request.path()) + "?limit=" + limit;
        return reply.withHeader(
                "Link",
                "<%s&max_id=%d>; rel=\"next\", <%s&min_id=%d>; rel=\"prev\""
                        .formatted(target, page.get(page.size() - 1), target, page.get(0)));
    }
}
