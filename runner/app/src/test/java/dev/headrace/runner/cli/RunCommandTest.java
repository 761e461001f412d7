package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.HeadraceProcess;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that collect, each in a JVM of its own. */
class RunCommandTest {
    @TempDir
    private Path directory;

    private void configure(FakeUpstream upstream) throws IOException {
        Files.writeString(directory.resolve("headrace.conf"), """
                connectors.api {
                  connector = rest, base-url = "%s"
                  streams.good { path = "/good" }
                  streams.bad { path = "/bad" }
                }
                """.formatted(upstream.uri()));
    }

    private List<String> collected(String stream) throws IOException {
        return Files.readAllLines(directory.resolve("out/api/" + stream + ".jsonl"));
    }

    @Test
    void aRunThatLosesSomethingEndsWithThreeAndRetryMakesItWhole() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/good", Reply.json("[{\"id\":1},{\"id\":2}]"))
                .route("/bad", request -> broken.get() ? Reply.status(404) : Reply.json("[{\"id\":3}]"))
                .start()) {
            configure(upstream);
            HeadraceProcess.Ended partial = HeadraceProcess.run(directory, "run");
            assertThat(partial.code()).as(partial.toString()).isEqualTo(3);
            assertThat(partial.out())
                    .containsPattern("api +2 +2 +0 +2 +1 +1 +0 +0 ")
                    .contains("bad{url=/bad} of api failed after 1 attempt:", "404")
                    .contains("Partial: 2 records. Run again to go on.");

            HeadraceProcess.Ended state = HeadraceProcess.run(directory, "state", "show");
            assertThat(state.out()).contains("api  ", "failed: api bad{url=/bad}: ");

            broken.set(false);
            HeadraceProcess.Ended retried = HeadraceProcess.run(directory, "retry", "headrace.conf");
            assertThat(retried.code()).as(retried.toString()).isZero();
            assertThat(upstream.traffic().exchanges("/good")).hasSize(1);
            assertThat(collected("good")).hasSize(2);
            assertThat(collected("bad")).containsExactly("{\"id\":3}");
        }
    }

    @Test
    void aRunThatGetsNothingEndsWithOne() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(404))) {
            configure(upstream);
            HeadraceProcess.Ended failed = HeadraceProcess.run(directory, "run");
            assertThat(failed.code()).as(failed.toString()).isEqualTo(1);
            assertThat(failed.out()).contains("Failed. Nothing that was committed is lost.");
        }
    }

    @Test
    void whatWasForgottenIsCollectedAgain() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[{\"id\":1}]"))) {
            configure(upstream);
            assertThat(HeadraceProcess.run(directory, "run").code()).isZero();
            HeadraceProcess.Ended reset = HeadraceProcess.run(directory, "state", "reset", "--yes");
            assertThat(reset.out()).contains("Forgotten: api");
            HeadraceProcess.Ended again = HeadraceProcess.run(directory, "run");
            assertThat(again.code()).as(again.toString()).isZero();
            assertThat(again.out()).contains("Complete: 2 records.");
        }
    }

    @Test
    void aQuietRunSaysOnlyWhatWentWrong() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/good", Reply.json("[{\"id\":1}]"))
                .route("/bad", Reply.status(404))
                .start()) {
            configure(upstream);
            HeadraceProcess.Ended ended = HeadraceProcess.run(directory, "run", "--quiet");
            assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .contains("bad{url=/bad} of api failed after 1 attempt:")
                    .doesNotContain("CONNECTOR");
        }
    }

    @Test
    void aRunForProgramsWritesNothingButEventsOnStandardOutput() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/good", Reply.json("[{\"id\":1}]"))
                .route("/bad", Reply.status(404))
                .start()) {
            configure(upstream);
            HeadraceProcess.Ended ended = HeadraceProcess.run(directory, "run", "--json");
            assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
            List<JsonNode> events =
                    ended.out().lines().map(new JsonMapper()::readTree).toList();
            assertThat(events.stream().map(event -> event.path("event").asString()))
                    .startsWith("run-started")
                    .contains("item-failed", "connector-ended", "progress", "run-ended")
                    .last()
                    .isEqualTo("report-written");
            assertThat(events.get(events.size() - 2).path("exitCode").asInt()).isEqualTo(3);
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.path("run").asString())
                            .isEqualTo(events.get(0).path("run").asString()));
        }
    }

    @Test
    void aWrongConfigurationEndsWithTwoAndWritesNothing() throws IOException {
        Files.writeString(directory.resolve("headrace.conf"), "connectors.api { connector = rest }\n");
        HeadraceProcess.Ended refused = HeadraceProcess.run(directory, "run");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("headrace.conf:1: connectors.api");
        assertThat(directory.resolve("headrace-state.db")).doesNotExist();
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aJvmWithoutMemorySaysSoAndEnds() throws IOException {
        byte[] large = ("[" + "{\"id\":1},".repeat(1_500_000) + "{\"id\":1}]")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.bytes("application/json", large))) {
            configure(upstream);
            try (HeadraceProcess process = HeadraceProcess.start(directory, List.of("-Xmx40m"), "run")) {
                HeadraceProcess.Ended ended = process.await();
                assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
                assertThat(ended.err()).contains("The JVM is out of memory or broken, so the run ends here.");
            }
        }
    }
}
