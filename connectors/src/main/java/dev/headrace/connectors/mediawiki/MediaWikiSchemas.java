package dev.headrace.connectors.mediawiki;

import static dev.headrace.spi.FieldType.BOOLEAN;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What the wiki gives for the properties that are asked for, as MediaWiki 1.39 answered. */
final class MediaWikiSchemas {
    static final StreamSchema PAGES = StreamSchema.of("One page with its latest text")
            .id("{/pageid}")
            .field("/pageid", INTEGER, "The wiki's own")
            .field("/ns", INTEGER, "The number of its namespace")
            .field("/title", STRING, "Its title")
            .field("/revisions/0/revid", INTEGER, "Its latest revision")
            .field("/revisions/0/timestamp", TIME, "When that was made")
            .optional("/revisions/0/user", STRING, "By whom; not there if that is hidden")
            .optional("/revisions/0/comment", STRING, "That one's comment; not there if it is hidden")
            .field("/revisions/0/size", INTEGER, "Bytes of the text")
            .optional("/revisions/0/slots/main/content", STRING, "The text, mostly wikitext; not there if it is hidden")
            .source("mediawiki.org, API:Revisions; the answer of MediaWiki 1.39, 2026-11-23");

    static final StreamSchema CHANGES = StreamSchema.of("One entry of the recent changes")
            .id("{/rcid}")
            .field("/rcid", INTEGER, "The wiki's own")
            .field("/type", STRING, "edit, new, log, ...")
            .field("/ns", INTEGER, "The number of the namespace")
            .field("/title", STRING, "The title of the page")
            .field("/pageid", INTEGER, "The page")
            .field("/revid", INTEGER, "The revision after it")
            .field("/old_revid", INTEGER, "The revision before it; 0 for a new page")
            .field("/timestamp", TIME, "When it was")
            .optional("/user", STRING, "By whom; not there if that is hidden")
            .optional("/comment", STRING, "What was said about it; not there if that is hidden")
            .field("/oldlen", INTEGER, "Bytes before it")
            .field("/newlen", INTEGER, "Bytes after it")
            .field("/minor", BOOLEAN, "Whether it was called minor")
            .field("/bot", BOOLEAN, "Whether a bot made it")
            .source("mediawiki.org, API:RecentChanges, archived page read 2026-11-23");

    private MediaWikiSchemas() {}
}
