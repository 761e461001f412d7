package dev.headrace.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {
    private static final long NEW_YEAR = 1_767_225_600;

    @TempDir
    private Path directory;

    private static FakeUpstream server(long now) {
        PrometheusServer server = new PrometheusServer(now);
        return FakeUpstream.builder()
                .route("/api/v1/query", server::instant)
                .route("/api/v1/query_range", server::range)
                .start();
    }

    private static String configuration(FakeUpstream upstream, String more) {
        return "connectors.prometheus { base-url = \"%s\", queries { turns = mill_turns }, from = \"2026-01-01T00:00:00Z\", %s }"
                .formatted(upstream.uri(), more);
    }

    private static List<Long> points(Collector collector) {
        return collector.records("prometheus", "samples").stream()
                .filter(series -> series.at("/metric/mill").asString().equals("north"))
                .flatMap(series -> series.path("values").valueStream())
                .map(value -> value.path(0).asLong())
                .sorted()
                .toList();
    }

    private static List<Long> seconds(int count) {
        return LongStream.range(0, count)
                .map(second -> NEW_YEAR + second)
                .boxed()
                .toList();
    }

    @Test
    void moreThanElevenThousandPointsAreSplitWithoutGapOrOverlap() {
        try (FakeUpstream upstream = server(NEW_YEAR + 24_999)) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "step = 1s"));

            assertThat(points(collector)).isEqualTo(seconds(25_000));
            assertThat(upstream.traffic().exchanges("/api/v1/query_range")).hasSize(3);
        }
    }

    @Test
    void aLaterRunGoesOnWhereTheLastOneEndedByTheServersTime() {
        Collector collector = new Collector(directory);
        try (FakeUpstream upstream = server(NEW_YEAR + 99)) {
            collector.runWhole(configuration(upstream, "step = 1s"));
            assertThat(points(collector)).isEqualTo(seconds(100));
        }
        try (FakeUpstream upstream = server(NEW_YEAR + 149)) {
            collector.runWhole(configuration(upstream, "step = 1s"));
            assertThat(points(collector)).isEqualTo(seconds(150));
        }
        try (FakeUpstream upstream = server(NEW_YEAR + 149)) {
            collector.runWhole(configuration(upstream, "step = 1s"));
            assertThat(upstream.traffic().exchanges("/api/v1/query_range"))
                    .as("nothing is new")
                    .isEmpty();
        }
    }

    @Test
    void moreSpansThanOneStepTakesAreAllRead() {
        try (FakeUpstream upstream = server(NEW_YEAR + 449)) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "step = 1s, points = 1"));

            assertThat(points(collector)).isEqualTo(seconds(450));
        }
    }

    @Test
    void timesThatAreNoneAreToldTogether() {
        try (FakeUpstream upstream = server(NEW_YEAR)) {
            assertThat(new Collector(directory)
                            .problems(
                                    "connectors.prometheus { base-url = \"%s\", queries { a = b }, from = noon, to = night }"
                                            .formatted(upstream.uri())))
                    .hasSize(2)
                    .anySatisfy(problem -> assertThat(problem).contains("'noon' is no time"))
                    .anySatisfy(problem -> assertThat(problem).contains("'night' is no time"));
        }
    }
}
