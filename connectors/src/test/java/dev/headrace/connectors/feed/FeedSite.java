package dev.headrace.connectors.feed;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;

/** A site with a feed in each format, the same three entries in each, and tags by which it knows who has it already. */
final class FeedSite {
    static final String RSS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
              <channel><title>Mills</title><link>https://mill.example/</link>
                <item><guid>mill-1</guid><title>One &amp; all</title><link>https://mill.example/1</link>
                  <pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate><dc:creator>Miller</dc:creator>
                  <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item>
                <item><guid>mill-2</guid><title>Two</title></item>
                <item><guid>mill-3</guid><title>Three</title></item>
              </channel></rss>
            """;
    static final String ATOM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Mills</title><id>mills</id>
              <entry><id>mill-1</id><title>One &amp; all</title><link rel="self" href="https://mill.example/1.atom"/>
                <link href="https://mill.example/1"/><published>2026-01-01T00:00:00Z</published><updated>2026-01-02T00:00:00Z</updated>
                <author><name>Miller</name><email>miller@mill.example</email></author><summary>Short</summary>
                <content type="xhtml"><p class="x">Long</p></content></entry>
              <entry><id>mill-2</id><title>Two</title></entry>
              <entry><id>mill-3</id><title>Three</title></entry>
            </feed>
            """;
    static final String JSON = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Mills", "items": [
              {"id": "mill-1", "title": "One & all", "url": "https://mill.example/1", "date_published": "2026-01-01T00:00:00Z",
               "authors": [{"name": "Miller"}], "summary": "Short", "content_html": "<p>Long</p>"},
              {"id": "mill-2", "title": "Two"}, {"id": "mill-3", "title": "Three"}]}
            """;

    private FeedSite() {}

    static Reply rss(ReceivedRequest request) {
        return answer(request, "application/rss+xml", RSS);
    }

    static Reply atom(ReceivedRequest request) {
        return answer(request, "application/atom+xml", ATOM);
    }

    static Reply json(ReceivedRequest request) {
        return answer(request, "application/feed+json", JSON);
    }

    private static Reply answer(ReceivedRequest request, String type, String body) {
        String tag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        Reply reply = known ? Reply.status(304) : Reply.bytes(type, body.getBytes(StandardCharsets.UTF_8));
        return reply.withHeader("ETag", tag).withHeader("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    }
}
