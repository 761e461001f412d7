package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Lets a client ask any of the twelve, by {@code since}, for what was updated strictly later than a time. Immutable. */
final class SinceFilter implements Responder {
    private final UpstreamKind kind;
    private final Dataset data;
    private final int pageSize;
    private final Responder everything;

    SinceFilter(UpstreamKind kind, Dataset data, int pageSize) {
        this.kind = kind;
        this.data = data;
        this.pageSize = pageSize;
        this.everything = DemoApi.of(kind, data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        Optional<String> since = request.query("since");
        if (since.isEmpty()) {
            return everything.reply(request);
        }
        try {
            Dataset newer = data.updatedAfter(Instant.parse(since.get()));
            return DemoApi.of(kind, newer, pageSize).reply(request);
        } catch (DateTimeParseException malformed) {
            return DemoApi.json(DemoApi.object()
                            .put("message", "since is no RFC 3339 time: " + malformed.getParsedString()))
                    .withStatus(422);
        }
    }
}
