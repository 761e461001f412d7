package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Dozing;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector that blocks its strand harms itself only, and is named. */
class BlockingConnectorTest {
    private static final int ITEMS = 30;

    @TempDir
    Path directory;

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch planning = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void aStraySleepIsNamedWithFileAndLine() {
        ScriptedProvider.register("sleepy", Script.items(2, (item, context) -> Dozing.sleeping(300)));
        RunReport report = run("connectors { sleepy { connector = scripted, script = sleepy } }");

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        Finding verdict = report.blocking().get(0);
        assertThat(verdict.sentence())
                .startsWith("'sleepy' at item{n=")
                .contains("(thread 'headrace-carrier-", "java.lang.Thread.sleep", "Dozing.beNice", Dozing.place());
        assertThat(verdict.detector()).isEqualTo(Detector.WATCHDOG);
        assertThat(verdict.times()).isEqualTo(2);
        assertThat(verdict.lost()).isPositive();
        assertThat(connector(report, "sleepy").time()).containsKey(Phase.BLOCKED);
    }

    @Test
    void theOthersCompleteWhileAConnectorBlocks() {
        CountDownLatch left = new CountDownLatch(ITEMS);
        AtomicBoolean metTheEndOfTheOthers = new AtomicBoolean();
        ScriptedProvider.register("blocking", Script.items(1, (item, context) -> {
            metTheEndOfTheOthers.set(left.await(60, TimeUnit.SECONDS));
            return nothing();
        }));
        Script.Collecting counting =
                (item, context) -> context.blocking(() -> 1).thenApply(one -> {
                    left.countDown();
                    return Step.empty();
                });
        ScriptedProvider.register("left", Script.items(ITEMS / 2, counting));
        ScriptedProvider.register("right", Script.items(ITEMS / 2, counting));
        RunReport report = run("""
                engine { carriers = 1 }
                connectors {
                  blocking { connector = scripted, script = blocking }
                  left { connector = scripted, script = left }
                  right { connector = scripted, script = right }
                }
                """);

        assertThat(metTheEndOfTheOthers).isTrue();
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
    }

    @Test
    void aConnectorThatNeverGivesItsStrandBackIsGivenUp() {
        ScriptedProvider.register("stuck", Script.items(3, this::stuckAtTheFirst));
        ScriptedProvider.register("good", Script.items(ITEMS, (item, context) -> nothing()));
        RunReport report = run("""
                engine { give-up-after = 3s }
                connectors {
                  stuck { connector = scripted, script = stuck }
                  good { connector = scripted, script = good }
                }
                """);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(connector(report, "good").complete()).isTrue();
        ConnectorReport stuck = connector(report, "stuck");
        assertThat(stuck.problem().orElseThrow()).contains("held its strand", "given up");
        assertThat(stuck.outcomes().balanced()).isTrue();
        assertThat(stuck.outcomes().planned()).isEqualTo(3);
        assertThat(stuck.outcomes().of(ItemOutcome.BLOCKED)).isEqualTo(1);
        assertThat(stuck.outcomes().of(ItemOutcome.CANCELLED)).isEqualTo(2);
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.item()).isEqualTo("item{n=1}");
            assertThat(failed.outcome()).isEqualTo(ItemOutcome.BLOCKED);
        });
        assertThat(report.blocking().get(0).work().owner()).isEqualTo("stuck");
    }

    @Test
    void aPlanThatNeverReturnsIsGivenUp() {
        ScriptedProvider.register("stuck", Script.of(this::stuckPlan, (item, context) -> nothing()));
        ScriptedProvider.register("good", Script.items(ITEMS, (item, context) -> nothing()));
        RunReport report = run("""
                engine { give-up-after = 3s }
                connectors {
                  stuck { connector = scripted, script = stuck }
                  good { connector = scripted, script = good }
                }
                """);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(connector(report, "good").complete()).isTrue();
        assertThat(connector(report, "stuck").problem().orElseThrow()).contains("held its strand");
    }

    @Test
    void aRunWithAStuckPlanCanBeStopped() throws InterruptedException {
        ScriptedProvider.register("stuck", Script.of(this::stuckPlan, (item, context) -> nothing()));
        try (Engine engine = new RunDirectory(directory).configure("""
                        engine { stop-within = 100ms }
                        connectors { stuck { connector = scripted, script = stuck } }
                        """).load()) {
            Run run = engine.collect(fatal -> {});
            assertThat(planning.await(60, TimeUnit.SECONDS)).isTrue();
            run.stop();
            assertThat(RunDirectory.await(run).stopped()).isTrue();
        }
    }

    @Test
    void anItemThatNeverEndsFailsAfterItsTime() {
        ScriptedProvider.register(
                "endless",
                Script.items(3, (item, context) -> item.arg("n").equals("2") ? new CompletableFuture<>() : nothing()));
        RunReport report = run("""
                engine { item-timeout = 200ms }
                connectors { endless { connector = scripted, script = endless } }
                """);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.item()).isEqualTo("item{n=2}");
            assertThat(failed.cause()).contains("no result within");
        });
    }

    private Step stuckPlan(Cursors cursors) {
        planning.countDown();
        Dozing.until(released);
        return Step.empty();
    }

    private CompletionStage<Step> stuckAtTheFirst(WorkItem item, StepContext context) {
        if (item.arg("n").equals("1")) {
            Dozing.until(released);
        }
        return nothing();
    }

    private RunReport run(String configuration) {
        return new RunDirectory(directory).configure(configuration).collect();
    }

    private static ConnectorReport connector(RunReport report, String name) {
        return report.connectors().stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CompletionStage<Step> nothing() {
        return CompletableFuture.completedFuture(Step.empty());
    }
}
