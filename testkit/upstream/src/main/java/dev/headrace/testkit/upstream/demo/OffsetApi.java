package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

/** Offset and limit, without a total. */
final class OffsetApi extends DemoApi {
    OffsetApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int limit = size(request, "limit");
        long offset = Math.max(0, request.query("offset", 0));
        return json(
                object().put("offset", offset).put("limit", limit).set("results", array(data.slice(offset, limit))));
    }
}
