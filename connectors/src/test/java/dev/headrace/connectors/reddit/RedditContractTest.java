package dev.headrace.connectors.reddit;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Throttle;
import org.junit.jupiter.api.AfterAll;

class RedditContractTest extends ConnectorContract {
    private static final String SECRET = "r3ddit-c0ntract";
    // Beside the upstream, as Reddit's own is: its requests are the engine's and not the connector's. Its token is the
    // secret,
    // so that the suite knows it again.
    private static final FakeUpstream TOKENS = FakeUpstream.answering(
            Reply.json("{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":3600}".formatted(SECRET)));

    @AfterAll
    static void issueNoMore() {
        TOKENS.close();
    }

    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new RedditProvider())
                .options("""
                        subreddits = [mills, races], page-size = 2, client-id = miller
                        user-agent = "java:headrace-test:1 (by /u/miller)", token-url = "%s/api/v1/access_token"
                        """.formatted(TOKENS.uri()))
                .secret("client-secret", SECRET)
                .route("/r/mills/new", new RedditListing(5)::page)
                .route("/r/races/new", new RedditListing(3)::page)
                .throttledBy(Throttle.X_RATELIMIT_DELTA)
                .records(8);
    }
}
