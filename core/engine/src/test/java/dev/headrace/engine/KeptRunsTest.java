package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the state file keeps of runs. */
class KeptRunsTest {
    @TempDir
    Path directory;

    private RunDirectory configure(String script, FakeUpstream upstream, String more) {
        return new RunDirectory(directory)
                .configure(
                        "connectors { %s { connector = scripted, script = %s, base-url = \"%s\", token = very-secret-token } }\n%s"
                                .formatted(script, script, upstream.uri(), more));
    }

    private static void register(String name, int items) {
        ScriptedProvider.register(
                name,
                Script.items(
                                items,
                                (item, context) -> context.http()
                                        .get("/" + item.arg("n") + "?echo=very-secret-token")
                                        .thenApply(reply -> Step.empty().emit("things", item.arg("n"), reply.json())))
                        .auth(config -> Auth.bearer(config.secret("token")))
                        .limit(Limit.named("quota").window(1_000, Duration.ofHours(1))));
    }

    private static JsonNode document(Engine engine, RunSummary run) {
        return engine.document(run.id())
                .map(RunDocument::json)
                .map(json -> JsonMapper.shared().readTree(json))
                .orElseThrow();
    }

    @Test
    void aRunThatHasEndedIsKeptWhole() {
        register("whole", 5);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/3", Reply.status(404).withBody("{\"message\":\"no such very-secret-token\"}"))
                .route("/*", Reply.json("{}"))
                .start()) {
            RunDirectory runs = configure("whole", upstream, "");
            RunReport report = runs.collect();
            try (Engine engine = runs.load()) {
                List<RunSummary> kept = engine.runs();
                assertThat(kept).hasSize(1);
                RunSummary run = kept.get(0);
                assertThat(run.id()).matches("\\d{8}T\\d{6}-[0-9a-f]{4}");
                assertThat(run.state()).isEqualTo(RunState.PARTIAL);
                assertThat(run.records()).isEqualTo(4);
                assertThat(run.requests()).isEqualTo(5);
                assertThat(run.failed()).isEqualTo(1);
                assertThat(run.sentence()).isEqualTo(report.sentence());
                assertThat(run.whole()).isTrue();

                JsonNode json = document(engine, run);
                assertThat(json.get("id").stringValue()).isEqualTo(run.id());
                assertThat(json.at("/configuration/file").stringValue()).endsWith("headrace.conf");
                assertThat(json.at("/connectors/0/outcomes/failed").longValue()).isEqualTo(1);
                assertThat(json.at("/failed/0/answer").stringValue()).startsWith("{\"message\":\"no such ");
                assertThat(json.at("/exchanges/total").longValue()).isEqualTo(5);
                assertThat(json.at("/exchanges/target")).hasSize(5);
                assertThat(json.at("/series/sent/whole")
                                .valueStream()
                                .mapToLong(JsonNode::longValue)
                                .sum())
                        .isEqualTo(5);
                JsonNode quota = json.get("budgets")
                        .valueStream()
                        .filter(budget -> budget.get("name").stringValue().equals("quota"))
                        .findFirst()
                        .orElseThrow();
                assertThat(quota.get("used").longValue()).isEqualTo(5);
                assertThat(quota.get("origin").stringValue()).isEqualTo("declared");
                assertThat(quota.get("sharedBy").get(0).stringValue()).isEqualTo("whole");
                assertThat(json.toString()).doesNotContain("very-secret-token");
            }
        }
    }

    @Test
    void theNewestDocumentsAreKeptAndOfOlderRunsALine() {
        register("often", 1);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            RunDirectory runs = configure("often", upstream, "report { keep = 2 }");
            for (int run = 0; run < 4; run++) {
                runs.collect();
            }
            try (Engine engine = runs.load()) {
                assertThat(engine.runs()).extracting(RunSummary::whole).containsExactly(true, true, false, false);
                assertThat(engine.runs())
                        .isSortedAccordingTo((one, other) -> other.started().compareTo(one.started()));
                assertThat(engine.document(engine.runs().get(3).id())).isEmpty();
            }
        }
    }

    @Test
    void whatCannotBeWrittenDownCostsTheRunNothing() throws SQLException {
        register("unkept", 3);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            RunDirectory runs = configure("unkept", upstream, "");
            runs.collect();
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + runs.state())) {
                database.createStatement().execute("DROP TABLE headrace_runs");
                database.createStatement().execute("CREATE TABLE headrace_runs (other)");
            }
            assertThat(runs.collect().status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(runs.lines()).hasSize(6);
        }
    }

    @Test
    void aRunThatIsKilledIsListedAsEndedAbruptly() throws Exception {
        try (NestedUpstream upstream = NestedUpstream.start(2)) {
            RunDirectory runs = new RunDirectory(directory)
                    .configure("connectors { north { connector = nested, base-url = \"%s\" } }"
                            .formatted(upstream.address()));
            upstream.allow(3);
            Process child = CollectingProcess.start(runs.configuration(), directory.resolve("said.txt"));
            try (Engine engine = runs.load()) {
                assertThat(upstream.awaitRequests(3, Duration.ofMinutes(2))).isTrue();
                assertThat(engine.runs()).extracting(RunSummary::state).containsExactly(RunState.RUNNING);
                child.destroyForcibly().waitFor();
                assertThat(engine.runs()).extracting(RunSummary::state).containsExactly(RunState.ENDED_ABRUPTLY);

                upstream.allow(Integer.MAX_VALUE);
                runs.collect();
                assertThat(engine.runs())
                        .extracting(RunSummary::state)
                        .containsExactly(RunState.COMPLETE, RunState.ENDED_ABRUPTLY);
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }
}
