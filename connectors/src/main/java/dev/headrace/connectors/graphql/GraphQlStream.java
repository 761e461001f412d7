package dev.headrace.connectors.graphql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of a repository, each with its query. The list is called {@code page} in all of them. */
enum GraphQlStream {
    /** Oldest change first, and only what was changed since a time. */
    ISSUES(
            "$since:DateTime",
            "issues(first:$size,after:$after,filterBy:{since:$since},orderBy:{field:UPDATED_AT,direction:ASC})",
            "stateReason comments{totalCount}"),
    /** GitHub knows no such time here: newest change first, down to what is known. */
    PULLS(
            "",
            "pullRequests(first:$size,after:$after,orderBy:{field:UPDATED_AT,direction:DESC})",
            "isDraft mergedAt baseRefName headRefName additions deletions changedFiles");

    final String query;

    GraphQlStream(String variable, String list, String fields) {
        this.query = "query($owner:String!,$name:String!,$size:Int!,$after:String%s){rateLimit{cost remaining resetAt} "
                        .formatted(variable.isEmpty() ? "" : "," + variable)
                + "repository(owner:$owner,name:$name){page:%s{nodes{%s %s} pageInfo{hasNextPage endCursor}}}}"
                        .formatted(list, Node.FIELDS, fields);
    }

    boolean takesSince() {
        return this == ISSUES;
    }

    String stream() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<GraphQlStream> named(String name) {
        return Arrays.stream(values())
                .filter(stream -> stream.stream().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(GraphQlStream::stream).toList();
    }

    /** Of its own, since the values of an enum are made before its constants. */
    private static final class Node {
        static final String FIELDS =
                "id number title state url createdAt updatedAt closedAt author{login} labels(first:20){nodes{name}}";
    }
}
