package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

/** Numbered pages, with the total in the body. */
final class PageNumberApi extends DemoApi {
    PageNumberApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int size = size(request, "size");
        long page = page(request);
        return json(object().put("page", page)
                .put("size", size)
                .put("total", data.size())
                .put("total_pages", (data.size() + size - 1) / size)
                .set("items", array(data.slice((page - 1) * size, size))));
    }
}
