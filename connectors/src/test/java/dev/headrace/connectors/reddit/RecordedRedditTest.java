package dev.headrace.connectors.reddit;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.Recordings;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, a listing, throttles and failures as Reddit gave them, in the place of the listing that the connector asks for. */
@Tag("recorded")
class RecordedRedditTest {
    private static final Reply NO_MORE = Reply.json("{\"kind\":\"Listing\",\"data\":{\"after\":null,\"children\":[]}}");

    @TempDir
    private Path directory;

    private static List<Reply> recorded(String name, String address) {
        return Recordings.replies(
                Recordings.folder("reddit").resolve("TestSession.test_request__" + name + ".json"), address, "", "");
    }

    private RunReport run(Collector collector, Reply token, List<Reply> listing) {
        AtomicInteger requests = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/api/v1/access_token", token)
                .route("/r/mills/new", request -> listing.get(requests.getAndIncrement()))
                .start()) {
            return collector.with("SECRET", "r3ddit-s3cret").runWhole("""
                            connectors.reddit {
                              base-url = "%s", token-url = "%1$s/api/v1/access_token", subreddits = [mills]
                              client-id = miller, client-secret = ${?SECRET}, user-agent = "java:headrace-test:1 (by /u/miller)"
                            }
                            """.formatted(upstream.uri()));
        }
    }

    @Test
    void aRecordedListingIsCollectedWithARecordedToken() {
        Collector collector = new Collector(directory);
        run(
                collector,
                recorded("get", "access_token").get(0),
                List.of(recorded("get", "oauth.reddit.com").get(0), NO_MORE));

        assertThat(collector.records("reddit", "posts"))
                .extracting(post -> post.path("name").asString())
                .hasSize(100)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).startsWith("t3_"));
        assertThat(new RedditProvider().info()).describes("posts", collector.records("reddit", "posts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad_gateway",
                "gateway_timeout",
                "internal_server_error",
                "service_unavailable",
                "bad_json",
                "cloudflare_connection_timed_out",
                "cloudflare_unknown_error",
                "too__many_requests__with_retry_headers",
                "with_invalid_access_token"
            })
    void aRecordedFailureCostsOneRequestAndNoPost(String name) {
        Collector collector = new Collector(directory);
        run(
                collector,
                recorded("get", "access_token").get(0),
                List.of(
                        recorded(name, "oauth.reddit.com").get(0),
                        recorded("get", "oauth.reddit.com").get(0),
                        NO_MORE));

        assertThat(collector.records("reddit", "posts")).hasSize(100);
    }
}
