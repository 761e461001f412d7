package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Detection;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Dozing;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import dev.headrace.spi.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blocking call of a connector is found however short it is, and nothing that the engine does is. */
class StrandDetectionTest {
    @TempDir
    Path directory;

    @Test
    void aSleepOfAMillisecondIsFoundWithInstanceAndLine() {
        ScriptedProvider.register("hasty", Script.items(3, (item, context) -> Dozing.sleeping(1)));

        List<Finding> findings = findingsOf("connectors { hasty { connector = scripted, script = hasty } }");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WAIT);
            assertThat(finding.times()).isEqualTo(3);
            assertThat(finding.work()).startsWith("'hasty'");
            assertThat(finding.thread()).startsWith("headrace-carrier-");
            assertThat(finding.sentence()).contains("in java.lang.Thread.sleep").contains(Dozing.place());
        });
    }

    @Test
    void nothingIsFoundInARunThatDoesNotBlock() {
        ScriptedProvider.register(
                "quiet",
                Script.items(
                        200,
                        (item, context) -> context.blocking(() -> {
                                    Thread.sleep(1); // where it may
                                    return 1;
                                })
                                .thenApply(one -> Step.empty())));
        ScriptedProvider.register(
                "swift", Script.items(200, (item, context) -> CompletableFuture.completedFuture(Step.empty())));

        List<Finding> findings = findingsOf("""
                connectors {
                  quiet { connector = scripted, script = quiet }
                  swift { connector = scripted, script = swift }
                }
                """);

        assertThat(findings).isEmpty();
    }

    @Test
    void theCarriersThemselvesProveThatTheyAreWatched() throws InterruptedException {
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults())) {
            Strand strand = carriers.strand("canary", type -> true);
            try (Detection detection =
                    Detection.start(StrandDetection.settings().canaries(strand))) {
                CountDownLatch done = new CountDownLatch(1);
                strand.execute(done::countDown);
                done.await();

                assertThat(detection.result().findings()).isEmpty();
            }
        }
    }

    private List<Finding> findingsOf(String configuration) {
        try (Detection detection = Detection.start(StrandDetection.settings())) {
            assertThat(new RunDirectory(directory)
                            .configure(configuration)
                            .collect()
                            .status())
                    .isEqualTo(RunStatus.COMPLETE);
            return detection.result().findings();
        }
    }
}
