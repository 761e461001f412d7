package dev.headrace.connectors.graphql;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.BOOLEAN;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What the queries of {@link GraphQlStream} ask for. */
final class GraphQlSchemas {
    static final StreamSchema ISSUES = StreamSchema.of("One issue as it is now")
            .id("{/id}")
            .field("/id", STRING, "GitHub's node id")
            .field("/number", INTEGER, "Its number in the repository")
            .field("/title", STRING, "Its title")
            .field("/state", STRING, "OPEN or CLOSED")
            .optional("/stateReason", STRING, "Why it has that state")
            .field("/url", STRING, "Its page")
            .optional("/author/login", STRING, "Who opened it")
            .optional("/labels/nodes", ARRAY, "Its first 20 labels, each with a name")
            .field("/createdAt", TIME, "When it was opened")
            .field("/updatedAt", TIME, "When it last changed")
            .optional("/closedAt", TIME, "When it was closed")
            .field("/comments/totalCount", INTEGER, "How many comments it has")
            .source("docs.github.com, GraphQL reference, objects, Issue, archived page read 2026-11-23");

    static final StreamSchema PULLS = StreamSchema.of("One pull request as it is now")
            .id("{/id}")
            .field("/id", STRING, "GitHub's node id")
            .field("/number", INTEGER, "Its number in the repository")
            .field("/title", STRING, "Its title")
            .field("/state", STRING, "OPEN, CLOSED or MERGED")
            .field("/isDraft", BOOLEAN, "Whether it is not ready for review")
            .field("/url", STRING, "Its page")
            .optional("/author/login", STRING, "Who opened it")
            .optional("/labels/nodes", ARRAY, "Its first 20 labels, each with a name")
            .field("/createdAt", TIME, "When it was opened")
            .field("/updatedAt", TIME, "When it last changed")
            .optional("/closedAt", TIME, "When it was closed")
            .optional("/mergedAt", TIME, "When it was merged")
            .field("/baseRefName", STRING, "The branch that it goes to")
            .field("/headRefName", STRING, "The branch that it comes from")
            .field("/additions", INTEGER, "Lines added")
            .field("/deletions", INTEGER, "Lines deleted")
            .field("/changedFiles", INTEGER, "Files changed")
            .source("docs.github.com, GraphQL reference, objects, PullRequest, archived page read 2026-11-23");

    private GraphQlSchemas() {}
}
