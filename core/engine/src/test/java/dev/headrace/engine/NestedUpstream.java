package dev.headrace.engine;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the connector {@code nested} collects from. Its answers depend on the request alone. It gives only as many answers as a
 * test allows, so that a run that is killed soon cannot get to its end before the test has killed it often enough.
 */
final class NestedUpstream implements AutoCloseable {
    static final int REPOSITORIES = 6;

    private static final int ISSUES_A_PAGE = 20;
    private static final int COMMENTS = 3;
    private static final Duration LATENCY = Duration.ofMillis(15);

    private final FakeUpstream server;
    private final int pages;
    // Guarded by this.
    private int allowed = Integer.MAX_VALUE;
    private int asked;
    private CompletableFuture<Void> next = new CompletableFuture<>();

    private NestedUpstream(int pages) {
        this.pages = pages;
        server = FakeUpstream.builder()
                .route("/repositories", request -> answer(request, repositories()))
                .route("/issues", request -> answer(request, issues(request)))
                .route("/comments", request -> answer(request, comments(request)))
                .start();
    }

    /** @param pages of issues of each repository */
    static NestedUpstream start(int pages) {
        return new NestedUpstream(pages);
    }

    /** How many requests it takes: the list of repositories, the pages of each, the comments of each issue. */
    int requests() {
        return 1 + REPOSITORIES * pages * (1 + ISSUES_A_PAGE);
    }

    int records() {
        return REPOSITORIES + REPOSITORIES * pages * ISSUES_A_PAGE * (1 + COMMENTS);
    }

    String address() {
        return server.uri().toString();
    }

    /** From now on so many requests are answered, and the others wait until the next call. */
    void allow(int requests) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            allowed = requests;
            asked = 0;
            waiting = next;
            next = new CompletableFuture<>();
            notifyAll();
        }
        waiting.complete(null);
    }

    /** Waits until so many requests have come since the last call of {@link #allow}. */
    synchronized boolean awaitRequests(int count, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (asked < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private synchronized Reply answer(ReceivedRequest request, String body) {
        asked++;
        notifyAll();
        Reply reply = Reply.json(body).delayedBy(LATENCY.plusMillis(request.number() % 10));
        return asked <= allowed ? reply : reply.heldUntil(next);
    }

    private static String repositories() {
        return IntStream.rangeClosed(1, REPOSITORIES)
                .mapToObj("{\"name\":\"r%d\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String issues(ReceivedRequest request) {
        String repository = request.query("repository").orElseThrow();
        long since = request.query("since", 0);
        int page = (int) request.query("page", 1);
        String issues = IntStream.rangeClosed((page - 1) * ISSUES_A_PAGE + 1, page * ISSUES_A_PAGE)
                .filter(number -> number > since)
                .mapToObj(number -> "{\"id\":\"%s-%d\",\"updated\":%d}".formatted(repository, number, number))
                .collect(Collectors.joining(",", "[", "]"));
        String following = page == pages
                ? "null"
                : "\"/issues?repository=%s&since=%d&page=%d\"".formatted(repository, since, page + 1);
        return "{\"issues\":%s,\"next\":%s}".formatted(issues, following);
    }

    private static String comments(ReceivedRequest request) {
        String issue = request.query("issue").orElseThrow();
        return IntStream.rangeClosed(1, COMMENTS)
                .mapToObj(number -> "{\"id\":\"%s/%d\",\"text\":\"on %s\"}".formatted(issue, number, issue))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void close() {
        server.close();
    }
}
