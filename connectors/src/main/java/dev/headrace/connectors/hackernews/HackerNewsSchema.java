package dev.headrace.connectors.hackernews;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.STRING;

import dev.headrace.spi.StreamSchema;

/** What an item of the lists has. */
final class HackerNewsSchema {
    static final StreamSchema STORIES = StreamSchema.of("One story")
            .id("{/id}")
            .field("/id", INTEGER, "Its number")
            .field("/type", STRING, "story, job or poll")
            .optional("/by", STRING, "Who posted it")
            .optional("/time", INTEGER, "When, in seconds since 1970")
            .optional("/title", STRING, "Its title")
            .optional("/url", STRING, "What it links to")
            .optional("/text", STRING, "What it says, in HTML")
            .optional("/score", INTEGER, "Its points")
            .optional("/descendants", INTEGER, "How many comments it has")
            .optional("/kids", ARRAY, "The numbers of its direct comments")
            .source("github.com/HackerNews/API, items, read 2026-11-23");

    private HackerNewsSchema() {}
}
