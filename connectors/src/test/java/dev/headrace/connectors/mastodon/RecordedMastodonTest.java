package dev.headrace.connectors.mastodon;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.Recordings;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tag's timeline as a Mastodon server gave it: three pages of ten, and one without statuses or links. */
@Tag("recorded")
class RecordedMastodonTest {
    private static final String TAG = "fgiztsshwiaqqiztpmmjbtvmescsculuvmgjgopwoeidbcrixp";

    @TempDir
    private Path directory;

    @Test
    void allStatusesOfATagAreCollectedAlongItsLinks() {
        Path cassette = Recordings.folder("mastodon").resolve("test_pagination_iterator.yaml");
        AtomicInteger requests = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/api/v1/timelines/tag/" + TAG,
                        request -> recorded(cassette, request.absolute("")).get(requests.getAndIncrement()))
                .start()) {
            Collector collector = new Collector(directory);
            collector.runWhole("connectors.mastodon { base-url = \"%s\", tags = [%s], page-size = 10 }"
                    .formatted(upstream.uri(), TAG));

            assertThat(collector.records("mastodon", "statuses"))
                    .extracting(status -> status.path("id").asString())
                    .hasSize(30)
                    .doesNotHaveDuplicates();
            assertThat(new MastodonProvider().info()).describes("statuses", collector.records("mastodon", "statuses"));
            assertThat(requests).hasValue(4);
        }
    }

    private static List<Reply> recorded(Path cassette, String here) {
        return Recordings.replies(cassette, "/timelines/tag/", "http://localhost:3000", here);
    }
}
