package dev.headrace.connectors.github;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.BOOLEAN;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What GitHub gives, as recorded and as its pages describe it. */
final class GitHubSchemas {
    static final StreamSchema ISSUES = StreamSchema.of("One issue or pull request as it is now")
            .id("{/id}")
            .field("/id", INTEGER, "GitHub's own, for all repositories")
            .field("/number", INTEGER, "Its number in the repository")
            .field("/title", STRING, "Its title")
            .field("/state", STRING, "open or closed")
            .optional("/user/login", STRING, "Who opened it")
            .field("/labels", ARRAY, "Its labels, each with a name")
            .field("/comments", INTEGER, "How many comments it has")
            .field("/created_at", TIME, "When it was opened")
            .field("/updated_at", TIME, "When it last changed")
            .optional("/closed_at", TIME, "When it was closed")
            .optional("/body", STRING, "What it says, in Markdown")
            .field("/html_url", STRING, "Its page")
            .optional("/pull_request", OBJECT, "Only there if it is a pull request")
            .source("docs.github.com, REST API endpoints for issues, archived page read 2026-11-23");

    static final StreamSchema COMMENTS = StreamSchema.of("One comment on an issue or a pull request")
            .id("{/id}")
            .field("/id", INTEGER, "GitHub's own")
            .field("/issue_url", STRING, "The address of its issue in the API")
            .optional("/user/login", STRING, "Who wrote it")
            .field("/body", STRING, "What it says, in Markdown")
            .field("/created_at", TIME, "When it was written")
            .field("/updated_at", TIME, "When it last changed")
            .field("/html_url", STRING, "Its place on the page")
            .source("docs.github.com, REST API endpoints for issue comments, archived page read 2026-11-23");

    static final StreamSchema RELEASES = StreamSchema.of("One release")
            .id("{/id}")
            .field("/id", INTEGER, "GitHub's own")
            .field("/tag_name", STRING, "The tag that it was made of")
            .optional("/name", STRING, "Its title")
            .field("/draft", BOOLEAN, "Whether it is not published yet")
            .field("/prerelease", BOOLEAN, "Whether it is not meant for everybody")
            .field("/created_at", TIME, "The time of its commit")
            .optional("/published_at", TIME, "When it was published")
            .optional("/author/login", STRING, "Who made it")
            .field("/assets", ARRAY, "Its files, each with a name and an address")
            .optional("/body", STRING, "Its notes, in Markdown")
            .field("/html_url", STRING, "Its page")
            .source("docs.github.com, REST API endpoints for releases, archived page read 2026-11-23");

    private GitHubSchemas() {}
}
