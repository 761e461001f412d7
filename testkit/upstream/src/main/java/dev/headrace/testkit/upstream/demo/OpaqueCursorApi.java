package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A cursor in the body that means nothing to the client. */
final class OpaqueCursorApi extends DemoApi {
    OpaqueCursorApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        OptionalInt from = request.query("cursor").map(Cursor::index).orElse(OptionalInt.of(0));
        return from.isPresent()
                ? page(from.getAsInt(), size(request, "limit"))
                : json(object().put("error", "invalid_cursor")).withStatus(400);
    }

    private Reply page(int from, int limit) {
        int end = from + limit;
        @Nullable String next = end < data.size() ? Cursor.at(end) : null;
        return json(object().set("data", array(data.slice(from, limit))).put("next_cursor", next));
    }
}
