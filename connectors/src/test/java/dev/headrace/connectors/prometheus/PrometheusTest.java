package dev.headrace.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {
    @TempDir
    private Path directory;

    private static FakeUpstreamBuilder upstream(PrometheusServer server) {
        FakeUpstreamBuilder builder = FakeUpstream.builder();
        server.routes().forEach(builder::route);
        return builder;
    }

    private static String configuration(FakeUpstream upstream, String more) {
        return """
                connectors.prometheus { base-url = "%s", queries { level = level }, from = "2026-01-01T00:00:00Z", %s }
                """.formatted(upstream.uri(), more);
    }

    @Test
    void timeIsCutIntoSpansThatTheServerGrants() {
        PrometheusServer server = new PrometheusServer(PrometheusServer.FIRST.plusSeconds(25_000), 11_000, 1_000_000);
        try (FakeUpstream upstream = upstream(server).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "step = 1s, points = 11000"));

            assertThat(collector.records("prometheus", "samples")).hasSize(2 * 25_001);
            assertThat(upstream.traffic().requests())
                    .as("the time, three spans")
                    .isEqualTo(4);
        }
    }

    @Test
    void aSpanThatIsTooMuchForTheServerBecomesTwo() {
        PrometheusServer server = new PrometheusServer(PrometheusServer.FIRST.plusSeconds(6_000), 11_000, 60);
        try (FakeUpstream upstream = upstream(server).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, ""));

            assertThat(collector.records("prometheus", "samples"))
                    .extracting(sample -> sample.path("id").asString())
                    .hasSize(2 * 101)
                    .doesNotHaveDuplicates()
                    .contains("level{__name__=\"level\", mill=\"low\"}@2026-01-01T01:40:00Z");
            assertThat(upstream.traffic().answered(422)).isEqualTo(3);
        }
    }

    @Test
    void aPointThatIsTooMuchForTheServerFailsInItsWords() {
        PrometheusServer server = new PrometheusServer(PrometheusServer.FIRST, 11_000, 1);
        try (FakeUpstream upstream = upstream(server).start()) {
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, ""))
                            .cause())
                    .contains("answered 422 without success: query processing would load too many samples");
        }
    }

    @Test
    void aLaterRunGoesOnWithTheFirstPointNotRead() {
        PrometheusServer server = new PrometheusServer(PrometheusServer.FIRST.plusSeconds(150), 11_000, 10_000);
        try (FakeUpstream upstream = upstream(server).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, ""));
            assertThat(times(collector)).containsExactly("00:00", "00:01", "00:02");

            collector.runWhole(configuration(upstream, ""));
            assertThat(times(collector)).as("no new point yet").hasSize(3);

            server.setNow(PrometheusServer.FIRST.plusSeconds(240));
            collector.runWhole(configuration(upstream, ""));
            assertThat(times(collector)).containsExactly("00:00", "00:01", "00:02", "00:03", "00:04");
        }
    }

    private static List<String> times(Collector collector) {
        return collector.records("prometheus", "samples").stream()
                .filter(sample -> sample.at("/labels/mill").asString().equals("high"))
                .map(sample -> sample.path("time").asString().substring(11, 16))
                .toList();
    }

    @Test
    void aQueryThatIsWrongFailsInTheServersWords() {
        PrometheusServer server = new PrometheusServer(PrometheusServer.FIRST, 11_000, 100);
        Reply wrong = Reply.json(
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"unclosed left parenthesis\"}")
                .withStatus(400);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/api/v1/query", server.routes().get("/api/v1/query"))
                .route("/api/v1/query_range", wrong)
                .start()) {
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, ""))
                            .cause())
                    .contains("answered 400 without success: unclosed left parenthesis");
        }
    }

    @Test
    void whatIsNoTimeAndNoWholeStepIsTold() {
        try (FakeUpstream upstream = FakeUpstream.builder().start()) {
            assertThat(new Collector(directory)
                            .problems(configuration(upstream, "to = yesterday, step = 1500ms, user = miller")))
                    .hasSize(3)
                    .anySatisfy(problem -> assertThat(problem).contains("'yesterday' is no time such as"))
                    .anySatisfy(problem -> assertThat(problem).contains("must be whole seconds"))
                    .anySatisfy(problem -> assertThat(problem).contains("'user' and 'password' go together"));
        }
    }
}
