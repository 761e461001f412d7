package dev.headrace.connectors.reddit;

import static dev.headrace.spi.FieldType.BOOLEAN;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.NUMBER;
import static dev.headrace.spi.FieldType.STRING;

import dev.headrace.spi.StreamSchema;

/** What a post has, as recorded. */
final class RedditSchema {
    static final StreamSchema POSTS = StreamSchema.of("One post")
            .id("{/name}")
            .field("/name", STRING, "Its full name, t3_...")
            .field("/subreddit", STRING, "Where it was posted")
            .field("/author", STRING, "Who posted it")
            .field("/title", STRING, "Its title")
            .field("/selftext", STRING, "What it says, in Markdown; empty for a link")
            .field("/url", STRING, "What it links to")
            .field("/permalink", STRING, "The path of its page")
            .field("/created_utc", NUMBER, "When it was posted, in seconds since 1970")
            .field("/score", INTEGER, "Its points")
            .field("/num_comments", INTEGER, "How many comments it has")
            .field("/is_self", BOOLEAN, "Whether it is a text and no link")
            .field("/over_18", BOOLEAN, "Whether it is for adults")
            .optional("/link_flair_text", STRING, "Its flair")
            .source("github.com/reddit-archive/reddit, wiki page JSON, archived page read 2026-11-23");

    private RedditSchema() {}
}
