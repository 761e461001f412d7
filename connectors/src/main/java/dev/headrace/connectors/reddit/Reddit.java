package dev.headrace.connectors.reddit;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** One walk back in time over each subreddit, down to the newest post that is known. */
final class Reddit implements Connector {
    private static final String SUBREDDIT = "subreddit";
    private static final String KNOWN = "known";
    private static final Pages PAGES = Pages.cursor("after", "/data/after");

    private final List<String> subreddits;
    private final String userAgent;
    private final int pageSize;

    Reddit(List<String> subreddits, String userAgent, int pageSize) {
        this.subreddits = subreddits;
        this.userAgent = userAgent;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String subreddit : subreddits) {
            // raw_json: without it Reddit escapes <, > and & in every text.
            String first = HttpCall.get("/r/" + subreddit + "/new")
                    .query("limit", pageSize)
                    .query("raw_json", 1)
                    .target();
            step.then(WorkItem.of("posts")
                    .with(SUBREDDIT, subreddit)
                    .with(Pages.URL, first)
                    .with(KNOWN, cursors.get(subreddit).orElse("0"))
                    .inScope(subreddit));
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = HttpCall.get(item.arg(Pages.URL)).header("User-Agent", userAgent);
        return context.http().send(call).thenApply(reply -> page(item, reply)).exceptionally(Reddit::again);
    }

    /** Under load Reddit sends its apologies in HTML, or nothing, with status 200. */
    private static Step again(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof HttpFailure broken && broken.kind() == HttpFailure.Kind.MALFORMED) {
            throw new TransientException(Objects.toString(broken.getMessage()), broken);
        }
        throw new CompletionException(cause);
    }

    private static Step page(WorkItem item, HttpReply reply) {
        if (reply.json().isMissingNode()) {
            throw new TransientException("%s answered with an empty body".formatted(reply.uri()));
        }
        Step step = Step.empty();
        long known = Long.parseLong(item.arg(KNOWN));
        List<JsonNode> posts = Pages.elements(reply, "/data/children").stream()
                .map(child -> child.path("data"))
                .toList();
        List<JsonNode> fresh =
                posts.stream().filter(post -> created(post) >= known).toList();
        step.emitAll("posts", "name", fresh);
        fresh.forEach(post -> step.cursor(String.valueOf(created(post))));
        // Posts come newest first, so one that is known is followed by others that are.
        return fresh.size() == posts.size() ? PAGES.follow(step, item, reply, posts) : step;
    }

    /** Seconds since 1970; Reddit writes them with a fraction that is always 0. */
    private static long created(JsonNode post) {
        return post.path("created_utc").asLong(0);
    }
}
