package dev.headrace.connectors.feed;

import static dev.headrace.spi.FieldType.STRING;

import dev.headrace.spi.StreamSchema;

/** What an entry has, whatever the format; texts are as the feed has them. */
final class FeedSchema {
    static final StreamSchema ENTRIES = StreamSchema.of("One entry")
            .id("{/feed}#{/id}")
            .field("/feed", STRING, "The feed's address, as configured")
            .field("/id", STRING, "The entry's own id, its link, or a hash of its text")
            .optional("/title", STRING, "Its title")
            .optional("/link", STRING, "Its page")
            .optional("/published", STRING, "When it was published, as the feed writes times")
            .optional("/updated", STRING, "When it last changed, as the feed writes times")
            .optional("/author", STRING, "Who wrote it")
            .optional("/summary", STRING, "What it is about")
            .optional("/content", STRING, "All of it, mostly in HTML")
            .source("this connector makes the record; the formats are RFC 4287, RSS 2.0 and jsonfeed.org/version/1.1");

    private FeedSchema() {}
}
