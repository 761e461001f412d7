package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

/** What follows a key; ids have gaps, so that counting is no substitute. */
final class KeysetApi extends DemoApi {
    KeysetApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int first = data.indexAfter(request.query("after_id", 0));
        return json(array(data.slice(first, size(request, "limit"))));
    }
}
