package dev.headrace.connectors.reddit;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The new posts of one subreddit, newest first, a minute between each and the next. Thread-safe. */
final class RedditListing {
    private static final String CHILD = """
            {"kind":"t3","data":{"name":"t3_%d","created_utc":%d.0,"title":"A mill","subreddit":"mills","author":"miller",
            "selftext":"It turns.","url":"https://mill.example/","permalink":"/r/mills/comments/%1$d/a_mill/","score":3,
            "num_comments":0,"is_self":true,"over_18":false,"link_flair_text":"Wheels"}}""";
    private static final long FIRST = 1_700_000_000;

    private final List<Integer> posts = new ArrayList<>();

    RedditListing(int count) {
        for (int number = 1; number <= count; number++) {
            post(number);
        }
    }

    synchronized void post(int number) {
        posts.add(0, number);
    }

    static Reply token(ReceivedRequest request) {
        return Reply.json("{\"access_token\":\"t0ken\",\"token_type\":\"bearer\",\"expires_in\":3600}");
    }

    synchronized Reply page(ReceivedRequest request) {
        int after = request.query("after")
                .map(name -> posts.indexOf(Integer.valueOf(name.substring("t3_".length()))) + 1)
                .orElse(0);
        int end = (int) Math.min(posts.size(), after + request.query("limit", 25));
        String children =
                posts.subList(after, end).stream().map(RedditListing::child).collect(Collectors.joining(",", "[", "]"));
        String next = end < posts.size() ? "\"t3_" + posts.get(end - 1) + "\"" : "null";
        return Reply.json("{\"kind\":\"Listing\",\"data\":{\"after\":%s,\"children\":%s}}".formatted(next, children))
                .withHeader("X-Ratelimit-Remaining", "598.0")
                .withHeader("X-Ratelimit-Used", "2")
                .withHeader("X-Ratelimit-Reset", "104");
    }

    private static String child(int number) {
        return CHILD.formatted(number, FIRST + 60L * number);
    }
}
