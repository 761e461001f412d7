package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;

/** Pages of ids, rendered when asked for: a million of them would not fit beforehand. Immutable. */
final class IdPages implements Responder {
    private final BenchSize size;

    IdPages(BenchSize size) {
        this.size = size;
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int page = PageHead.requested(request);
        StringBuilder json = PageHead.open(page, size, "ids");
        long first = (page - 1L) * size.pageSize() + 1;
        long last = Math.min(size.records(), first + size.pageSize() - 1);
        for (long id = first; id <= last; id++) {
            json.append(id == first ? "" : ",").append(id);
        }
        return Reply.json(json.append("]}").toString());
    }
}
