package dev.headrace.connectors.prometheus;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against Prometheus itself: two series with 20,000 values each, one each 5 s, which are numbered. */
@Tag("server")
class PrometheusServerTest {
    private static final int VALUES = 20_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private static String configuration(RealServer prometheus, String more) {
        return """
                connectors.prometheus {
                  base-url = "%s", queries { level = mill_level }, from = "2026-01-01T00:00:00Z", %s
                }
                """.formatted(prometheus.address(), more);
    }

    @Test
    void spansOfElevenThousandPointsAreGrantedAndHoldEveryValue() throws Exception {
        try (RealServer prometheus = RealServer.start("prometheus")) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(prometheus, "step = 5s, points = 11000, to = \"2026-01-01T23:59:59Z\""));
            assertThat(collector.records("prometheus", "samples")).hasSize(2 * 17_280);

            collector.runWhole(configuration(prometheus, "step = 5s, points = 11000, to = \"2026-01-02T03:46:35Z\""));
            List<JsonNode> samples = collector.records("prometheus", "samples");
            assertThat(samples).filteredOn(sample -> !isTheNumber(sample)).isEmpty();
            assertThat(samples.stream()
                            .map(sample -> sample.path("id").asString())
                            .distinct())
                    .hasSize(2 * VALUES);
        }
    }

    private static boolean isTheNumber(JsonNode sample) {
        Instant time = Instant.parse(sample.path("time").asString());
        String number = String.valueOf(Duration.between(FIRST, time).toSeconds() / 5);
        return sample.path("value").asString().equals(number);
    }

    /** Not by the number of points, but by what the query has to load: the operator of the server says how much that may be. */
    @Test
    void whatIsTooMuchToLoadIsAskedForInParts() throws Exception {
        try (RealServer prometheus = RealServer.start("prometheus", Map.of("PROMETHEUS_SAMPLES", "1000"))) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(prometheus, "step = 5s, points = 5000, to = \"2026-01-01T06:56:35Z\""));

            assertThat(collector.records("prometheus", "samples")).hasSize(2 * 5_000);
        }
    }

    @Test
    void withoutAnEndItIsTheServersOwnTime() throws Exception {
        try (RealServer prometheus = RealServer.start("prometheus")) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(prometheus, "step = 1h"));

            assertThat(collector.records("prometheus", "samples")).hasSize(2 * 28);
            assertThat(new PrometheusProvider().info())
                    .describes("samples", collector.records("prometheus", "samples"));
        }
    }
}
