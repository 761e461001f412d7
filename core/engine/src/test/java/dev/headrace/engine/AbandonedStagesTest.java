package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.AbandonedStage.Fate;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Dropping;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Step;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector that drops a stage is named, with what became of the stage. */
class AbandonedStagesTest {
    private static final Reply SLOW = Reply.json("{}").delayedBy(Duration.ofMillis(200));

    @TempDir
    Path directory;

    @Test
    void aDroppedRequestThatFailedIsInTheReportWithItemAndCause() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/dropped/*", Reply.status(404))
                .route("/kept", SLOW)
                .start()) {
            ScriptedProvider.register("dropping", Script.items(3, Dropping::request));
            RunReport report = run("dropping", upstream, false);

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            AbandonedStage dropped = report.abandoned().get(0);
            assertThat(report.abandoned()).hasSize(1);
            assertThat(dropped.connector()).isEqualTo("dropping");
            assertThat(dropped.item()).startsWith("item{n=");
            assertThat(dropped.stage()).startsWith("GET /dropped/");
            assertThat(dropped.fate()).isEqualTo(Fate.FAILED);
            assertThat(dropped.cause()).contains("404");
            assertThat(dropped.line()).isEmpty();
            assertThat(dropped.times()).isEqualTo(3);
        }
    }

    @Test
    void theLineThatDroppedItIsNamedWhereLinesAreAskedFor() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            ScriptedProvider.register("dropping", Script.items(2, Dropping::request));
            RunReport report = run("dropping", upstream, true);

            assertThat(report.abandoned())
                    .isNotEmpty()
                    .allSatisfy(dropped -> assertThat(dropped.line())
                            .hasValueSatisfying(line ->
                                    assertThat(line).contains("Dropping.mark").endsWith("(" + Dropping.place() + ")")));
            assertThat(report.abandoned().stream()
                            .mapToLong(AbandonedStage::times)
                            .sum())
                    .isEqualTo(2);
        }
    }

    @Test
    void aRequestStillUnderWayWhenItsItemEndsIsWorkLeftBehind() {
        try (FakeUpstream upstream = FakeUpstream.answering(SLOW)) {
            ScriptedProvider.register("leaving", Script.items(1, Dropping::left));
            RunReport report = run("leaving", upstream, false);

            assertThat(report.abandoned()).singleElement().satisfies(left -> {
                assertThat(left.fate()).isEqualTo(Fate.RUNNING);
                assertThat(left.sentence()).contains("leaving left GET /left/1 behind, still under way");
            });
        }
    }

    @Test
    void whatIsMadeOfTheStageOfBlockingWorkIsFollowedToo() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            ScriptedProvider.register("working", Script.items(20, Dropping::work));
            RunReport report = run("working", upstream, false);

            assertThat(report.abandoned()).isNotEmpty().allSatisfy(dropped -> {
                assertThat(dropped.stage()).isEqualTo("blocking work");
                assertThat(dropped.fate()).isIn(Fate.FAILED, Fate.RUNNING);
            });
            assertThat(report.abandoned().stream()
                            .mapToLong(AbandonedStage::times)
                            .sum())
                    .isEqualTo(20);
        }
    }

    @Test
    void aConnectorThatLooksAtAllItsStagesIsNotNamed() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            ScriptedProvider.register(
                    "careful",
                    Script.items(
                            50,
                            (item, context) -> context.gather(
                                            List.of(1, 2, 3),
                                            2,
                                            n -> context.http().get("/" + n))
                                    .thenCombine(context.blocking(() -> 1), (gathered, one) -> gathered)
                                    .thenCompose(gathered -> context.http().get("/last"))
                                    .thenApply(reply -> Step.empty())));
            RunReport report = run("careful", upstream, true);

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(report.abandoned()).isEmpty();
        }
    }

    @Test
    void whatAFailingItemHadNoMoreUseForIsNotAFaultOfItsOwn() {
        try (FakeUpstream upstream = FakeUpstream.answering(SLOW)) {
            ScriptedProvider.register("failing", Script.items(2, (item, context) -> {
                Dropping.left(item, context);
                throw new IllegalStateException("on purpose");
            }));
            RunReport report = run("failing", upstream, false);

            assertThat(report.failed()).hasSize(2);
            assertThat(report.abandoned()).isEmpty();
        }
    }

    private RunReport run(String script, FakeUpstream upstream, boolean lines) {
        RunDirectory run = new RunDirectory(directory)
                .configure("connectors { %s { connector = scripted, script = %s, base-url = \"%s\" } }"
                        .formatted(script, script, upstream.uri()));
        try (Engine engine = run.load()) {
            if (lines) {
                engine.nameStageLines();
            }
            return RunDirectory.await(engine.collect(fatal -> {}));
        }
    }
}
