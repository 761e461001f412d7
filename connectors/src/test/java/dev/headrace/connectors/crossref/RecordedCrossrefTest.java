package dev.headrace.connectors.crossref;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.Recordings;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three pages of a search as Crossref gave them: with the same cursor twice, and other works each time. */
@Tag("recorded")
class RecordedCrossrefTest {
    private static final Reply END =
            Reply.json("{\"status\":\"ok\",\"message\":{\"items\":[],\"next-cursor\":\"the same\"}}");

    @TempDir
    private Path directory;

    @Test
    void allWorksAreCollectedThoughTheCursorStaysTheSame() {
        Path cassette = Recordings.folder("crossref").resolve("test-cursor/test_cursor_max.yaml");
        List<Reply> recorded = new ArrayList<>(Recordings.replies(cassette, "/works", "https://api.crossref.org", "")
                .subList(0, 3));
        // The recording ends before the works do.
        recorded.add(END);
        AtomicInteger requests = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/works", request -> recorded.get(requests.getAndIncrement()))
                .start()) {
            Collector collector = new Collector(directory);
            collector.runWhole("connectors.crossref { base-url = \"%s\", query = widget, page-size = 20 }"
                    .formatted(upstream.uri()));

            assertThat(collector.records("crossref", "works"))
                    .extracting(work -> work.path("DOI").asString())
                    .hasSize(60)
                    .doesNotHaveDuplicates();
            assertThat(new CrossrefProvider().info()).describes("works", collector.records("crossref", "works"));
            assertThat(upstream.traffic().exchanges())
                    .extracting(exchange -> exchange.request().query("cursor").orElse(""))
                    .satisfies(cursors -> assertThat(cursors.get(1)).isEqualTo(cursors.get(2)));
        }
    }
}
