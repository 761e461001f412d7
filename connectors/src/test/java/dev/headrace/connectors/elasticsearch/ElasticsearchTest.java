package dev.headrace.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchTest {
    @TempDir
    private Path directory;

    private static FakeUpstream server(ElasticsearchIndex index) {
        return FakeUpstream.builder()
                .route("/mills/_search", index::search)
                .route("/_search/scroll", index::scroll)
                .start();
    }

    private static String configuration(FakeUpstream upstream, String more) {
        return "connectors.elasticsearch { base-url = \"%s\", indices = [mills], page-size = %d, %s }"
                .formatted(upstream.uri(), ElasticsearchIndex.PAGE, more);
    }

    @Test
    void aLaterRunAsksFromTheLargestKnownValueOn() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(25))) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "cursor = at"));
            assertThat(collector.records("elasticsearch", "documents")).hasSize(25);
            upstream.traffic().clear();

            RunReport again = collector.runWhole(configuration(upstream, "cursor = at"));
            assertThat(again.records())
                    .as("that value may have more than one document")
                    .isEqualTo(1);
        }
    }

    @Test
    void aDocumentWithoutTheFieldDoesNotHideWhatComesLater() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(25))) {
            Reply last =
                    Reply.json("{\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[{\"_index\":\"mills\",\"_id\":\"x\","
                            + "\"_source\":{},\"sort\":[9223372036854775807,\"x\"]}]}}");
            Reply none = Reply.json("{\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[]}}");
            upstream.overlay(When.path("/mills/_search").nth(4, 4), (request, answered) -> last);
            upstream.overlay(When.path("/mills/_search").nth(5, 5), (request, answered) -> none);
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "cursor = at"));
            assertThat(collector.records("elasticsearch", "documents")).hasSize(26);
            upstream.traffic().clear();

            collector.runWhole(configuration(upstream, "cursor = at"));
            assertThat(upstream.traffic().exchanges().get(0).request().bodyText())
                    .contains("\"gte\":\"24\"");
        }
    }

    @Test
    void whatOrdersDocumentsOfTheSameValueCanBeNamed() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(25))) {
            new Collector(directory).runWhole(configuration(upstream, "cursor = at, tiebreaker = number"));
            assertThat(upstream.traffic().exchanges())
                    .allSatisfy(exchange -> assertThat(exchange.request().bodyText())
                            .contains("[{\"at\":\"asc\"},{\"number\":\"asc\"}]"));
        }
    }

    @Test
    void withoutACursorAScrollGivesAll() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(25))) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, ""));

            assertThat(collector.records("elasticsearch", "documents"))
                    .extracting(hit -> hit.path("_id").asString())
                    .hasSize(25)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPageOfAScrollThatWasLostIsAFailureAndTheNextRunBeginsAnew() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(25))) {
            Collector collector = new Collector(directory);
            // The request arrived, and moved the scroll on.
            try (var lost =
                    upstream.overlay(When.path("/_search/scroll").nth(1, 1), (request, answered) -> Reply.hangUp())) {
                RunReport report = collector.run(configuration(upstream, ""));
                assertThat(report.status()).isNotEqualTo(RunStatus.COMPLETE);
                assertThat(lost.hits()).isEqualTo(1);
            }
            collector.runWhole(configuration(upstream, ""));

            assertThat(collector.records("elasticsearch", "documents").stream()
                            .map(hit -> hit.path("_id").asInt())
                            .distinct())
                    .hasSize(25);
        }
    }

    @Test
    void shardsThatFailedAreAFailureThoughTheStatusIs200() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(5))) {
            upstream.overlay(
                    When.path("/mills/_search"),
                    (request, answered) -> Reply.json("{\"_shards\":{\"failed\":2},\"hits\":{\"hits\":[]}}"));

            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, "cursor = at"))
                            .cause())
                    .contains("without all documents: 2 shards failed");
        }
    }

    @Test
    void aQueryThatIsNoJsonIsToldWithTheConfiguration() {
        try (FakeUpstream upstream = server(new ElasticsearchIndex(0))) {
            assertThat(new Collector(directory).problems(configuration(upstream, "query = \"{match\"")))
                    .singleElement()
                    .asString()
                    .contains("elasticsearch.query: is no JSON");
        }
    }
}
