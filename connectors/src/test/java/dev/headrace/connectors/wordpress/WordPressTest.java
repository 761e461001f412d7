package dev.headrace.connectors.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPressTest {
    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream) {
        return "connectors.wordpress { base-url = \"%s\", streams = [posts], page-size = 10 }"
                .formatted(upstream.uri());
    }

    @Test
    void noPageIsAskedForThatIsNotThere() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/wp-json/wp/v2/posts", new WordPressSite(30)::list)
                .start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream));

            assertThat(collector.records("wordpress", "posts")).hasSize(30);
            assertThat(upstream.traffic().exchanges())
                    .hasSize(3)
                    .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(200));
        }
    }

    @Test
    void aListThatGetsShorterWhileItIsReadEndsWhereItEnds() {
        WordPressSite site = new WordPressSite(30);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/wp-json/wp/v2/posts", request -> {
                    Reply reply = site.list(request);
                    site.delete(30);
                    return reply;
                })
                .start()) {
            new Collector(directory).runWhole(configuration(upstream).replace("size = 10", "size = 29"));

            assertThat(upstream.traffic().answered(400)).isEqualTo(1);
        }
    }

    @Test
    void anyOther400FailsWithItsWords() {
        Reply refusal = Reply.json("{\"code\":\"rest_invalid_param\",\"message\":\"Invalid parameter(s): orderby\"}")
                .withStatus(400);
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/wp-json/wp/v2/posts", refusal).start()) {
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream))
                            .cause())
                    .contains("the code 'rest_invalid_param': Invalid parameter(s): orderby");
        }
    }

    @Test
    void aLaterRunCollectsWhatWasModifiedInOrAfterTheLastKnownSecond() {
        WordPressSite site = new WordPressSite(5);
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/wp-json/wp/v2/posts", site::list).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream));
            site.change(2, "2026-02-01T08:00:00");
            upstream.traffic().clear();

            collector.runWhole(configuration(upstream));
            assertThat(collector.records("wordpress", "posts").stream()
                            .skip(5)
                            .map(post -> post.path("id").asInt()))
                    .containsExactly(2, 5);
            assertThat(upstream.traffic().exchanges().get(0).request().query("modified_after"))
                    .contains("2026-01-06T07:59:59");
        }
    }

    @Test
    void aSiteWithoutPostsIsCollectedWhole() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/wp-json/wp/v2/posts", new WordPressSite(0)::list)
                .start()) {
            new Collector(directory).runWhole(configuration(upstream));

            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }
}
