package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Dozing;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an instance that blocks, as its option {@code on-block} says. */
class OnBlockTest {
    @TempDir
    Path directory;

    private final CountDownLatch released = new CountDownLatch(1);
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void theItemThatBlocksFailsAndNamesTheLineAndTheInstanceGoesOn() {
        ScriptedProvider.register(
                "sleepy",
                Script.items(4, (item, context) -> item.arg("n").equals("2") ? Dozing.sleeping(500) : nothing()));
        RunReport report = run("fail");

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.item()).isEqualTo("item{n=2}");
            assertThat(failed.outcome()).isEqualTo(ItemOutcome.BLOCKED);
            assertThat(failed.cause()).contains("Thread.sleep", "Dozing.beNice", Dozing.place(), "blocking(...)");
        });
        ConnectorReport sleepy = report.connectors().get(0);
        assertThat(sleepy.problem()).isEmpty();
        assertThat(sleepy.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(3);
        assertThat(sleepy.outcomes().of(ItemOutcome.BLOCKED)).isEqualTo(1);
    }

    @Test
    void theItemFailsWhileItsCodeStillBlocks() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        ScriptedProvider.register("sleepy", Script.items(1, (item, context) -> {
            context.cancellation().onCancel(told::countDown);
            Dozing.until(told);
            return nothing();
        }));
        RunReport report = run("fail");

        assertThat(told.getCount()).isZero();
        assertThat(report.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.outcome()).isEqualTo(ItemOutcome.BLOCKED));
    }

    @Test
    void anInstanceThatBlocksGetsAThreadOfItsOwn() {
        ScriptedProvider.register("sleepy", Script.items(30, (item, context) -> {
            if (item.arg("n").equals("1")) {
                return Dozing.sleeping(500);
            }
            threads.add(Thread.currentThread().getName());
            return nothing();
        }));
        RunReport report = run("isolate");

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(threads).contains("headrace-carrier-sleepy-1");
        assertThat(report.blocking())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.times()).isEqualTo(1));
    }

    @Test
    void theTimeLostIsThatOfTheItemThatBlocksAndOfThoseBehindIt() throws SQLException {
        ScriptedProvider.register(
                "sleepy",
                Script.items(4, (item, context) -> item.arg("n").equals("2") ? Dozing.sleeping(500) : nothing()));
        RunReport report = run("warn");

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.connectors().get(0).time().get(Phase.BLOCKED)).isGreaterThan(Duration.ofMillis(400));
        assertThat(times("2")).contains("blocked ");
        assertThat(times("1")).doesNotContain("blocked ");
        assertThat(times("3")).contains("blocked ");
    }

    @Test
    void progressSaysInWhichLineAnInstanceIsBlockedNow() {
        ScriptedProvider.register("sleepy", Script.items(1, this::stuck));
        try (Engine engine = configure("warn").load()) {
            Run run = engine.collect(fatal -> {});
            ConnectorProgress progress = blocked(run);
            released.countDown();

            assertThat(progress.heldBy()).matches("blocked at Dozing\\.java:\\d+ \\(CountDownLatch\\.await\\)");
            assertThat(RunDirectory.await(run).status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(run.progress().connectors().get(0).heldBy()).isEmpty();
        }
    }

    private static ConnectorProgress blocked(Run run) {
        List<ConnectorProgress> all = run.progress().connectors();
        while (all.isEmpty() || all.get(0).state() != ConnectorProgress.State.BLOCKED) {
            Thread.onSpinWait();
            assertThat(run.report().toCompletableFuture()).isNotDone();
            all = run.progress().connectors();
        }
        return all.get(0);
    }

    private CompletionStage<Step> stuck(WorkItem item, StepContext context) {
        Dozing.until(released);
        return nothing();
    }

    private RunDirectory configure(String onBlock) {
        return new RunDirectory(directory)
                .configure("connectors { sleepy { connector = scripted, script = sleepy, on-block = %s } }"
                        .formatted(onBlock));
    }

    private RunReport run(String onBlock) {
        return configure(onBlock).collect();
    }

    /** Where the time of an item went, as the state file has it. */
    private String times(String n) throws SQLException {
        String query = "SELECT times FROM headrace_items WHERE item = 'item' || char(9) || 'n' || char(9) || '%s'";
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("headrace-state.db"));
                ResultSet rows = database.createStatement().executeQuery(query.formatted(n))) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    private static CompletionStage<Step> nothing() {
        return CompletableFuture.completedFuture(Step.empty());
    }
}
