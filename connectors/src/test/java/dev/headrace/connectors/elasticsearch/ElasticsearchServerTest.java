package dev.headrace.connectors.elasticsearch;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import dev.headrace.engine.report.RunReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Elasticsearch 7.10.2: 11,000 documents, of which pages by offset would reach 10,000. */
@Tag("server")
class ElasticsearchServerTest {
    @TempDir
    private Path directory;

    @Test
    void allDocumentsAreReadByValueAndByScroll() throws Exception {
        try (RealServer elasticsearch = RealServer.start("elasticsearch")) {
            String common = "connector = elasticsearch, base-url = \"%s\", indices = [mills]"
                    .formatted(elasticsearch.address());
            String configuration = "connectors { by-value { %s, cursor = at }, by-scroll { %1$s } }".formatted(common);
            Collector collector = new Collector(directory);
            collector.runWhole(configuration);
            for (String instance : new String[] {"by-value", "by-scroll"}) {
                assertThat(collector.records(instance, "documents"))
                        .as(instance)
                        .extracting(hit -> hit.path("_id").asString())
                        .hasSize(11_000)
                        .doesNotHaveDuplicates();
                assertThat(new ElasticsearchProvider().info())
                        .describes("documents", collector.records(instance, "documents"));
            }

            String events =
                    "connectors.events { connector = elasticsearch, base-url = \"%s\", indices = [events], cursor = when }"
                            .formatted(elasticsearch.address());
            collector.runWhole(events);
            assertThat(collector.records("events", "documents"))
                    .as("two with a date, one without")
                    .hasSize(3);
            assertThat(collector.runWhole(events).records())
                    .as("the newest date")
                    .isEqualTo(1);

            RunReport again = collector.runWhole(configuration.replaceAll(", by-scroll.*", " }"));
            assertThat(again.records()).as("the newest known document").isEqualTo(1);
        }
    }
}
