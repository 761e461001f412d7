package dev.headrace.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MastodonTest {
    // Of the length of real ids, which a double cannot hold.
    private static final long FIRST = 117_020_582_018_205_001L;

    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String more) {
        return "connectors.mastodon { base-url = \"%s\", page-size = 10, %s }".formatted(upstream.uri(), more);
    }

    @Test
    void aLaterRunGoesBackToTheNewestKnownStatusThroughLinksThatForgetIt() {
        MastodonServer server = new MastodonServer(FIRST, 25);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/api/v1/timelines/tag/mill", server::timeline)
                .start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, "tags = [mill]");
            collector.runWhole(configuration);
            assertThat(collector.records("mastodon", "statuses")).hasSize(25);
            IntStream.range(25, 40).forEach(number -> server.post(FIRST + number));
            upstream.traffic().clear();

            collector.runWhole(configuration);
            assertThat(collector.records("mastodon", "statuses")).hasSize(40);
            assertThat(upstream.traffic().exchanges())
                    .hasSize(2)
                    .allSatisfy(exchange ->
                            assertThat(exchange.request().query("since_id")).contains(String.valueOf(FIRST + 24)));
        }
    }

    @Test
    void aTagIsSentEncoded() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/api/v1/timelines/tag/mühle am bach", new MastodonServer(1, 1)::timeline)
                .start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "tags = [\"mühle am bach\"]"));

            assertThat(collector.records("mastodon", "statuses")).hasSize(1);
        }
    }

    @Test
    void nothingToCollectIsAProblemOfTheConfiguration() {
        try (FakeUpstream upstream = FakeUpstream.builder().start()) {
            assertThat(new Collector(directory).problems(configuration(upstream, "")))
                    .singleElement()
                    .asString()
                    .contains("give 'accounts', 'tags' or 'public = true'");
        }
    }
}
