package dev.headrace.connectors.mastodon;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What a status has, as recorded. */
final class MastodonSchema {
    static final StreamSchema STATUSES = StreamSchema.of("One status")
            .id("{/id}")
            .field("/id", STRING, "The server's own")
            .field("/created_at", TIME, "When it was posted")
            .optional("/edited_at", TIME, "When it was last edited")
            .field("/account/acct", STRING, "Who posted it; with the host if that is another")
            .field("/content", STRING, "What it says, in HTML")
            .field("/spoiler_text", STRING, "The warning before it; empty if there is none")
            .field("/visibility", STRING, "public, unlisted, private or direct")
            .optional("/language", STRING, "Two letters of ISO 639-1")
            .optional("/url", STRING, "Its page")
            .optional("/in_reply_to_id", STRING, "The status that it answers")
            .optional("/reblog", OBJECT, "The status that it boosts")
            .field("/media_attachments", ARRAY, "Pictures and other media")
            .field("/tags", ARRAY, "Its tags, each with a name")
            .field("/replies_count", INTEGER, "How many replies it has")
            .field("/reblogs_count", INTEGER, "How many boosts")
            .field("/favourites_count", INTEGER, "How many favourites")
            .source("docs.joinmastodon.org/entities/Status, read 2026-11-23 in its repository mastodon/documentation");

    private MastodonSchema() {}
}
