package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final List<String> INSTANCES = List.of("shop", "wiki");

    private static Finding finding(String work, long times) {
        StackTraceElement sleep = new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1);
        StackTraceElement own = new StackTraceElement("wiki.Glossary", "refresh", "Glossary.java", 26);
        return new Finding(
                Verdict.WAIT,
                Detector.AGENT,
                Site.of(List.of(sleep, own), frame -> frame.equals(own)),
                "headrace-carrier-1",
                work,
                Duration.ofMillis(1_500),
                times);
    }

    @Test
    void aBlockingCallIsNamedWithInstanceItemAndLine() {
        DetectionResult result = new DetectionResult(
                List.of(finding("'wiki' at pages{page=2}", 3)),
                Map.of("class loading", 12L, "logging", 4L),
                0,
                List.of("a", "b"));
        List<String> lines = Diagnosis.lines(result, INSTANCES);

        assertThat(lines.get(0))
                .isEqualTo("Diagnosis: blocking calls of connectors, as the probes in the JDK saw them:");
        assertThat(lines.get(1))
                .startsWith("  'wiki' at pages{page=2}")
                .contains("3 times", "java.lang.Thread.sleep", "wiki.Glossary.refresh(Glossary.java:26)");
        assertThat(lines.get(2)).startsWith("  Allowed: ").contains("class loading (12)", "logging (4)");
    }

    @Test
    void whatIsNoConnectorsIsCountedApart() {
        DetectionResult result =
                new DetectionResult(List.of(finding("'headrace:scheduler'", 2)), Map.of(), 0, List.of("a", "b"));

        assertThat(Diagnosis.lines(result, INSTANCES))
                .containsExactly(
                        "Diagnosis: no connector made a blocking call; 2 methods of the JDK have a probe.",
                        "  Headrace's own tasks made 2 more.");
    }
}
