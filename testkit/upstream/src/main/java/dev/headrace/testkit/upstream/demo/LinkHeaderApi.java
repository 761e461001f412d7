package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

/** Pages linked by {@code Link} (RFC 8288). */
final class LinkHeaderApi extends DemoApi {
    LinkHeaderApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int size = size(request, "per_page");
        long page = page(request);
        long last = Math.max(1, (data.size() + size - 1L) / size);
        Reply reply = json(array(data.slice((page - 1) * size, size)));
        if (page >= last) {
            return reply;
        }
        String url = request.absolute(request.path()) + "?per_page=" + size + since(request) + "&page=";
        return reply.withHeader(
                "Link", "<%s%d>; rel=\"next\", <%s%d>; rel=\"last\"".formatted(url, page + 1, url, last));
    }
}
