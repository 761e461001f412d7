package dev.headrace.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Prometheus: two series, a sample each 15 s over three days, which at a step of 5 s are 51,841 points each. */
@Tag("server")
class PrometheusServerTest {
    private static final int POINTS = 3 * 24 * 60 * 60 / 5;

    @TempDir
    private Path directory;

    @Test
    void threeDaysAreReadWithoutGapThoughTheServerGrantsElevenThousandPoints() throws Exception {
        try (RealServer prometheus = RealServer.start("prometheus")) {
            Collector collector = new Collector(directory);
            collector.runWhole("""
                    connectors.prometheus {
                      base-url = "%s", queries { turns = mill_turns }, step = 5s
                      from = "2026-01-01T00:00:00Z", to = "2026-01-03T23:59:55Z"
                    }
                    """.formatted(prometheus.address()));

            List<Long> points = collector.records("prometheus", "samples").stream()
                    .filter(series -> series.at("/metric/mill").asString().equals("south"))
                    .flatMap(series -> series.path("values").valueStream())
                    .map(value -> value.path(0).asLong())
                    .toList();
            assertThat(points).hasSize(POINTS).doesNotHaveDuplicates();
        }
    }
}
