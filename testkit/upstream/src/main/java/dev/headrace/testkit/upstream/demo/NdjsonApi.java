package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;

/** A JSON value on each line, those after a key. */
final class NdjsonApi extends DemoApi {
    NdjsonApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int first = data.indexAfter(request.query("after", 0));
        StringBuilder lines = new StringBuilder();
        for (DemoRecord item : data.slice(first, size(request, "limit"))) {
            lines.append(item.json()).append('\n');
        }
        return Reply.bytes("application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
