package dev.headrace.connectors.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedditTest {
    @TempDir
    private Path directory;

    private static FakeUpstreamBuilder upstream(Responder listing) {
        return FakeUpstream.builder()
                .route("/api/v1/access_token", RedditListing::token)
                .route("/r/mills/new", listing);
    }

    private Collector collector() {
        return new Collector(directory).with("SECRET", "r3ddit-s3cret");
    }

    private static String configuration(FakeUpstream upstream) {
        return """
                connectors.reddit {
                  base-url = "%s", token-url = "%1$s/api/v1/access_token", subreddits = [mills], page-size = 10
                  client-id = miller, client-secret = ${?SECRET}, user-agent = "java:headrace-test:1 (by /u/miller)"
                }
                """.formatted(upstream.uri());
    }

    private static List<String> names(Collector collector) {
        return collector.records("reddit", "posts").stream()
                .map(post -> post.path("name").asString())
                .toList();
    }

    @Test
    void aLaterRunStopsAtThePostsThatItKnows() {
        RedditListing listing = new RedditListing(35);
        try (FakeUpstream upstream = upstream(listing::page).start()) {
            Collector collector = collector();
            collector.runWhole(configuration(upstream));
            assertThat(names(collector)).hasSize(35).doesNotHaveDuplicates();
            listing.post(36);
            upstream.traffic().clear();

            collector.runWhole(configuration(upstream));
            // The newest known post comes again: others may have been made in the same second.
            assertThat(names(collector)).hasSize(37).endsWith("t3_36", "t3_35");
            assertThat(upstream.traffic().exchanges("/r/mills/new")).hasSize(1);
        }
    }

    @Test
    void requestsSayWhoTheyAreAsRedditWantsIt() {
        try (FakeUpstream upstream = upstream(new RedditListing(1)::page).start()) {
            collector().runWhole(configuration(upstream));

            assertThat(upstream.traffic().exchanges("/r/mills/new"))
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.request().header("User-Agent"))
                            .contains("java:headrace-test:1 (by /u/miller)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>Ow! Our servers are busy</body></html>", ""})
    void apologiesAndEmptyBodiesWithStatus200AreAskedForAgain(String apology) {
        RedditListing listing = new RedditListing(15);
        AtomicInteger requests = new AtomicInteger();
        Responder broken = request -> requests.getAndIncrement() == 0
                ? Reply.json(apology).withHeader("Content-Type", "text/html")
                : listing.page(request);
        try (FakeUpstream upstream = upstream(broken).start()) {
            Collector collector = collector();
            collector.runWhole(configuration(upstream));

            assertThat(names(collector)).hasSize(15);
            assertThat(requests).hasValue(3);
        }
    }
}
