package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.strand.BlockingVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One list of what all detectors found, and no connector in it that is not to blame. */
class BlockingPlacesTest {
    private static final StackTraceElement READ = frame("java.io.FileInputStream", "read", 1);
    private static final StackTraceElement PARK = frame("java.util.concurrent.locks.LockSupport", "park", 1);
    private static final StackTraceElement ENGINE = frame("dev.headrace.engine.store.Store", "take", 7);
    private static final StackTraceElement LINE_10 = frame("wiki.Pages", "collect", 10);
    private static final StackTraceElement LINE_20 = frame("wiki.Pages", "collect", 20);

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
    }

    /** As a look from another thread has it. */
    private static StackTraceElement withLoader(StackTraceElement frame) {
        return new StackTraceElement(
                "app",
                null,
                null,
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber());
    }

    private static Finding found(Verdict verdict, Detector by, String owner, long millis, StackTraceElement... stack) {
        Site site = Site.of(List.of(stack), frame -> frame.getClassName().startsWith("wiki."));
        return new Finding(verdict, by, site, "headrace-carrier-1", Assignment.of(owner), Duration.ofMillis(millis), 2);
    }

    private static Finding probed(long millis, StackTraceElement... stack) {
        return found(Verdict.FILE, Detector.AGENT, "wiki", millis, stack);
    }

    private static BlockingVerdict watched(long millis, StackTraceElement... stack) {
        return new BlockingVerdict(
                found(Verdict.NATIVE, Detector.WATCHDOG, "wiki", millis, stack), Instant.EPOCH, false);
    }

    @Test
    void whatTwoDetectorsFoundIsToldOnceAsTheProbeSawIt() {
        Finding probed = probed(90, READ, LINE_10);

        assertThat(BlockingPlaces.of(List.of(probed), List.of(watched(80, READ, withLoader(LINE_10)))))
                .containsExactly(probed);
    }

    @Test
    void aCallThatHasNotReturnedLostWhatTheWatchdogSays() {
        assertThat(BlockingPlaces.of(List.of(probed(0, READ, LINE_10)), List.of(watched(80, READ, LINE_10))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.FILE);
                    assertThat(finding.lost()).isEqualTo(Duration.ofMillis(80));
                });
    }

    @Test
    void whatCostMostComesFirst() {
        assertThat(BlockingPlaces.of(List.of(probed(10, READ, LINE_10)), List.of(watched(80, READ, LINE_20))))
                .extracting(Finding::detector)
                .containsExactly(Detector.WATCHDOG, Detector.AGENT);
    }

    @Test
    void neitherComputingNorTheEnginesOwnWaitsAreTheConnectorsFault() {
        BlockingVerdict computing =
                new BlockingVerdict(found(Verdict.CPU, Detector.WATCHDOG, "wiki", 500, LINE_10), Instant.EPOCH, false);
        Finding somewhere = found(Verdict.WAIT, Detector.COUNTERS, "wiki", 0);

        assertThat(BlockingPlaces.of(
                        List.of(probed(10, PARK, ENGINE, LINE_10), somewhere),
                        List.of(computing, watched(80, PARK, ENGINE, LINE_10))))
                .isEmpty();
    }

    @Test
    void whatIsNotOfThisRunsConnectorsIsOnlyCounted() {
        Finding theirs = probed(10, READ, LINE_10);
        Finding schedulers = found(Verdict.WAIT, Detector.AGENT, "headrace:scheduler", 1, PARK, ENGINE);
        Finding others = found(Verdict.FILE, Detector.AGENT, "other", 1, READ, LINE_10);
        DetectionResult result =
                new DetectionResult(List.of(theirs, schedulers, others), Map.of("logging", 4L), 5, List.of("a", "b"));

        Diagnosis diagnosis = Diagnosis.of(result, "wiki"::equals);

        assertThat(diagnosis.ofConnectors()).containsExactly(theirs);
        assertThat(diagnosis.report().ownCalls()).isEqualTo(4);
        assertThat(diagnosis.report().probes()).isEqualTo(2);
        assertThat(diagnosis.report().allowed()).containsExactly(Map.entry("logging", 4L));
        assertThat(diagnosis.report().tolerated()).isEqualTo(5);
        assertThat(diagnosis.report().problem()).isEmpty();
    }
}
