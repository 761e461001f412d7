package dev.headrace.connectors.wordpress;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What a site gives, as WordPress 6.1 answered. */
final class WordPressSchemas {
    static final StreamSchema POSTS = StreamSchema.of("One post")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/title/rendered", STRING, "Its title, in HTML")
            .field("/author", INTEGER, "The id of who made it")
            .field("/date", TIME, "When it was published, in the site's time")
            .field("/modified", TIME, "When it last changed, in the site's time")
            .field("/slug", STRING, "Its part of the address")
            .field("/status", STRING, "publish, and others where the account sees them")
            .field("/link", STRING, "Its page")
            .field("/content/rendered", STRING, "Its text, in HTML")
            .field("/excerpt/rendered", STRING, "The beginning of it, in HTML")
            .field("/categories", ARRAY, "The ids of its categories")
            .field("/tags", ARRAY, "The ids of its tags")
            .source("developer.wordpress.org/rest-api/reference/posts, archived page read 2026-11-23");

    static final StreamSchema PAGES = StreamSchema.of("One page")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/title/rendered", STRING, "Its title, in HTML")
            .field("/author", INTEGER, "The id of who made it")
            .field("/date", TIME, "When it was published, in the site's time")
            .field("/modified", TIME, "When it last changed, in the site's time")
            .field("/slug", STRING, "Its part of the address")
            .field("/status", STRING, "publish, and others where the account sees them")
            .field("/link", STRING, "Its page")
            .field("/content/rendered", STRING, "Its text, in HTML")
            .field("/parent", INTEGER, "The id of the page above it; 0 if there is none")
            .source("developer.wordpress.org/rest-api/reference/pages; the answer of WordPress 6.1, 2026-11-23");

    static final StreamSchema MEDIA = StreamSchema.of("One picture or other file")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/title/rendered", STRING, "Its title, in HTML")
            .field("/author", INTEGER, "The id of who made it")
            .field("/date", TIME, "When it was published, in the site's time")
            .field("/modified", TIME, "When it last changed, in the site's time")
            .field("/slug", STRING, "Its part of the address")
            .field("/status", STRING, "inherit: as its post")
            .field("/link", STRING, "Its page")
            .field("/media_type", STRING, "image or file")
            .field("/mime_type", STRING, "image/png, ...")
            .field("/source_url", STRING, "The file")
            .field("/alt_text", STRING, "What stands for it where it cannot be seen")
            .optional("/post", INTEGER, "The id of its post")
            .source("developer.wordpress.org/rest-api/reference/media; the answer of WordPress 6.1, 2026-11-23");

    static final StreamSchema COMMENTS = StreamSchema.of("One comment")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/post", INTEGER, "The id of its post")
            .field("/parent", INTEGER, "The id of the comment that it answers; 0 if there is none")
            .field("/author", INTEGER, "The id of who wrote it; 0 for a guest")
            .field("/author_name", STRING, "The name of who wrote it")
            .field("/date", TIME, "When it was written, in the site's time")
            .field("/content/rendered", STRING, "What it says, in HTML")
            .field("/status", STRING, "approved, and others where the account sees them")
            .field("/link", STRING, "Its place on the page")
            .source("developer.wordpress.org/rest-api/reference/comments; the answer of WordPress 6.1, 2026-11-23");

    static final StreamSchema CATEGORIES = StreamSchema.of("One category")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/name", STRING, "What it is called")
            .field("/slug", STRING, "Its part of the address")
            .field("/description", STRING, "What it is about")
            .field("/count", INTEGER, "How many posts it has")
            .field("/parent", INTEGER, "The id of the category above it; 0 if there is none")
            .field("/link", STRING, "Its page")
            .source("developer.wordpress.org/rest-api/reference/categories; the answer of WordPress 6.1, 2026-11-23");

    static final StreamSchema TAGS = StreamSchema.of("One tag")
            .id("{/id}")
            .field("/id", INTEGER, "WordPress's own")
            .field("/name", STRING, "What it is called")
            .field("/slug", STRING, "Its part of the address")
            .field("/description", STRING, "What it is about")
            .field("/count", INTEGER, "How many posts it has")
            .field("/link", STRING, "Its page")
            .source("developer.wordpress.org/rest-api/reference/tags; the answer of WordPress 6.1, 2026-11-23");

    private WordPressSchemas() {}
}
