package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Feed pages (RFC 4287) linked as RFC 5005 says, with an ETag each. */
final class AtomApi extends DemoApi {
    private static final String FEED = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>urn:demo:feed</id><title>Demo</title><updated>%s</updated>
            %s%s</feed>
            """;
    private static final String ENTRY = """
            <entry><id>urn:demo:%d</id><title>%s</title><updated>%s</updated>\
            <category term="%d"/><author><name>demo</name></author></entry>
            """;

    AtomApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        long page = page(request);
        String etag = "\"feed-%d-%d\"".formatted(page, data.size());
        if (request.header("If-None-Match").equals(Optional.of(etag))) {
            return Reply.status(304).withHeader("ETag", etag);
        }
        byte[] feed = feed(request, page).getBytes(StandardCharsets.UTF_8);
        return Reply.bytes("application/atom+xml; charset=utf-8", feed).withHeader("ETag", etag);
    }

    private String feed(ReceivedRequest request, long page) {
        List<DemoRecord> records = data.slice((page - 1) * pageSize(), pageSize());
        StringBuilder entries = new StringBuilder();
        records.forEach(item -> entries.append(entry(item)));
        String next = page * pageSize() < data.size()
                ? "<link rel=\"next\" href=\"%s?page=%d%s\"/>%n"
                        .formatted(
                                request.absolute(request.path()),
                                page + 1,
                                since(request).replace("&", "&amp;"))
                : "";
        return FEED.formatted(data.at(0).updatedAt(), next, entries);
    }

    private static String entry(DemoRecord item) {
        String title = item.title().replace("&", "&amp;").replace("<", "&lt;");
        return ENTRY.formatted(item.id(), title, item.updatedAt(), item.score());
    }
}
