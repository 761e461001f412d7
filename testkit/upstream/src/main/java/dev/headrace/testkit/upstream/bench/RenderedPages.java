package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;

/** All pages of records, rendered beforehand. Immutable. */
final class RenderedPages implements Responder {
    private final Reply[] pages;
    private final Reply pastTheEnd;

    RenderedPages(BenchSize size) {
        pages = new Reply[size.pages()];
        for (int page = 1; page <= pages.length; page++) {
            pages[page - 1] = render(page, size);
        }
        pastTheEnd = Reply.json(
                PageHead.open(pages.length + 1, size, "items").append("]}").toString());
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int page = PageHead.requested(request);
        return page <= pages.length ? pages[page - 1] : pastTheEnd;
    }

    private static Reply render(int page, BenchSize size) {
        StringBuilder json = PageHead.open(page, size, "items");
        int first = (page - 1) * size.pageSize() + 1;
        for (int id = first; id < first + size.pageSize(); id++) {
            json.append(id == first ? "" : ",");
            BenchRecord.append(json, id);
        }
        return Reply.json(json.append("]}").toString());
    }
}
