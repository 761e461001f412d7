package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.spi.TransientException;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the time of a run went. */
class TimeAccountsTest {
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final int PERMITS = 5;

    @TempDir
    Path directory;

    @Test
    void theBudgetIsNamedThatItemsWaitedFor() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Reply.json("{}"))
                .limit(StrictLimit.slidingWindow(PERMITS, WINDOW))
                .start()) {
            ScriptedProvider.register(
                    "limited",
                    Script.items(
                                    4 * PERMITS,
                                    (item, context) -> context.http()
                                            .get("/" + item.arg("n"))
                                            .thenApply(
                                                    reply -> Step.empty().emit("things", item.arg("n"), reply.json())))
                            .limit(Limit.named("strict").window(PERMITS, WINDOW).mode(Limit.Mode.STRICT)));
            RunReport report = run("limited", upstream);

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().throttled()).isZero();
            ConnectorReport limited = report.connectors().get(0);
            assertThat(limited.requests()).isEqualTo(4 * PERMITS);
            assertThat(limited.waits()).containsOnlyKeys("strict");
            assertThat(limited.waits().get("strict").time()).isGreaterThan(WINDOW);
            assertThat(limited.time()).containsKeys(Phase.BUDGET, Phase.FIRST_BYTE, Phase.STRAND, Phase.COMMIT);
        }
    }

    @Test
    void everyItemKeepsWhereItsTimeWent() throws SQLException {
        Reply slow = Reply.json("{}").delayedBy(Duration.ofMillis(30));
        try (FakeUpstream upstream = FakeUpstream.answering(slow)) {
            ScriptedProvider.register(
                    "slow",
                    Script.items(
                            8,
                            (item, context) -> context.http()
                                    .get("/" + item.arg("n"))
                                    .thenApply(reply -> {
                                        if (item.arg("n").equals("8")) {
                                            throw new IllegalStateException("late failure");
                                        }
                                        return Step.empty();
                                    })));
            RunReport report = run("slow", upstream);

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(times()).hasSize(8).allMatch(times -> times != null && times.contains("first-byte "));
        }
    }

    @Test
    void theWaitBeforeAnotherAttemptIsCounted() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            ScriptedProvider.register("retrying", Script.items(1, (item, context) -> {
                if (context.attempt() == 1) {
                    throw new TransientException("busy", Duration.ofMillis(300), null);
                }
                return context.blocking(TimeAccountsTest::slowly);
            }));
            RunReport report = run("retrying", upstream);

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            ConnectorReport retrying = report.connectors().get(0);
            assertThat(retrying.time()).containsKeys(Phase.RETRY_WAIT, Phase.OFFLOADED);
            // What the first attempt still did on its strand when it had failed is not counted as waiting.
            assertThat(retrying.time()
                            .get(Phase.RETRY_WAIT)
                            .plus(retrying.time().get(Phase.STRAND)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private static Step slowly() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)).isFalse();
        return Step.empty();
    }

    private RunReport run(String script, FakeUpstream upstream) {
        return new RunDirectory(directory)
                .configure("connectors { %s { connector = scripted, script = %s, base-url = \"%s\" } }"
                        .formatted(script, script, upstream.uri()))
                .collect();
    }

    private List<String> times() throws SQLException {
        List<String> times = new ArrayList<>();
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("headrace-state.db"));
                ResultSet rows = database.createStatement().executeQuery("SELECT times FROM headrace_items")) {
            while (rows.next()) {
                times.add(rows.getString(1));
            }
        }
        return times;
    }
}
