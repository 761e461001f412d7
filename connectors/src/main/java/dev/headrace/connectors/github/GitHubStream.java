package dev.headrace.connectors.github;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lists of a repository that are collected, and what GitHub calls their parts. */
enum GitHubStream {
    ISSUES("issues", "/issues?state=all&sort=updated&direction=asc", true),
    COMMENTS("comments", "/issues/comments?sort=updated&direction=asc", true),
    /** Releases have no time of change to ask for; their list is short, and one page costs nothing while it is the same. */
    RELEASES("releases", "/releases?", false);

    final String stream;
    final String path;
    final boolean incremental;

    GitHubStream(String stream, String path, boolean incremental) {
        this.stream = stream;
        this.path = path;
        this.incremental = incremental;
    }

    static Optional<GitHubStream> named(String name) {
        return Arrays.stream(values())
                .filter(stream -> stream.stream.equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(stream -> stream.stream).toList();
    }
}
