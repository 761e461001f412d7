package dev.headrace.testkit.assertions;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;
import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThatThrownBy;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.FieldType;
import dev.headrace.spi.Step;
import dev.headrace.spi.StreamSchema;
import dev.headrace.spi.WorkItem;
import dev.headrace.spi.async.Outcome;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each assertion holds for what it says, and fails for anything else with what it looked at. */
class AssertionsTest {
    private static final WorkItem PAGE = WorkItem.of("page").with("number", 2);
    private static final WorkItem STONE = WorkItem.of("stone").with("id", 7);

    private static void fails(ThrowingCallable assertion, String said) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(said);
    }

    @Test
    void aStepHasRecordsFollowUpsAndACursor() {
        Step step = Step.empty()
                .emit("stones", 1, JsonNodeFactory.instance.objectNode())
                .then(STONE)
                .thenPage(PAGE)
                .cursor("5");

        assertThat(step)
                .hasRecords("stones", "1")
                .hasFollowUps(STONE, PAGE)
                .hasNextPage(PAGE)
                .hasCursor("5");
        fails(() -> assertThat(step).hasRecords("stones", "2"), "ids of the records of 'stones'");
        fails(() -> assertThat(step).hasNoRecords(), "records");
        fails(() -> assertThat(step).hasNoFollowUps(), "follow-up items");
        fails(() -> assertThat(step).hasNextPage(STONE), "next pages");
        fails(() -> assertThat(step).hasCursor("6"), "proposed cursor");
        fails(() -> assertThat(step).hasNoCursor(), "proposed cursor");
    }

    @Test
    void anEmptyStepHasNothing() {
        assertThat(Step.empty()).hasNoRecords().hasNoFollowUps().hasNoCursor();
        fails(() -> assertThat((Step) null).hasNoRecords(), "not to be null");
    }

    @Test
    void anOutcomeIsASuccessOrAFailureOrNeither() {
        Outcome<String, Integer> success = new Outcome.Success<>(0, "a", 1);
        Outcome<String, Integer> failure = new Outcome.Failure<>(1, "b", new IOException("broken"));
        Outcome<String, Integer> cancelled = new Outcome.Cancelled<>(2, "c", "stopped");
        Outcome<String, Integer> notStarted = new Outcome.NotStarted<>(3, "d", "stopped");

        assertThat(success).succeededWith(1);
        assertThat(failure).failedWith().isInstanceOf(IOException.class).hasMessage("broken");
        assertThat(cancelled).wasCancelled();
        assertThat(notStarted).wasNotStarted();
        fails(() -> assertThat(success).succeededWith(2), "2");
        fails(() -> assertThat(failure).succeededWith(1), "Success");
        fails(() -> assertThat(success).failedWith(), "Failure");
        fails(() -> assertThat(success).wasCancelled(), "Cancelled");
        fails(() -> assertThat(cancelled).wasNotStarted(), "NotStarted");
    }

    @Test
    void aReportSaysWhatFailedAndWhatBlocked() {
        RunReport report = report(
                List.of(new FailedItem("mill", "page{number=2}", ItemOutcome.FAILED, 1, "answered 500")),
                List.of(finding()));

        assertThat(report).isComplete().isBalanced().hasRecords(0).hasFailed(1).hasFailed("number=2", "500");
        assertThat(report).blockedAt("Mill.java:41");
        fails(() -> assertThat(report).hasStatus(RunStatus.FAILED), "number=2");
        fails(() -> assertThat(report).hasRecords(3), "committed records");
        fails(() -> assertThat(report).hasFailed(0), "failed items");
        fails(() -> assertThat(report).hasFailed("number=2", "404"), "because of 404");
        fails(() -> assertThat(report).blockedNothing(), "places that blocked");
        fails(() -> assertThat(report).blockedAt("Mill.java:42"), "Mill.java:42");
        assertThat(report(List.of(), List.of())).blockedNothing();
    }

    @Test
    void aVerdictNamesInstanceLineAndCall() {
        assertThat(finding())
                .isOf("mill")
                .isOfKind(Verdict.WAIT)
                .isAt("Mill.java:41")
                .isIn("java.lang.Thread.sleep");
        fails(() -> assertThat(finding()).isOf("other"), "instance of");
        fails(() -> assertThat(finding()).isOfKind(Verdict.LOCK), "verdict of");
        fails(() -> assertThat(finding()).isAt("Mill.java:42"), "the connector's line");
        fails(() -> assertThat(finding()).isIn("java.lang.Object.wait"), "the call that blocked");
    }

    @Test
    void aLogOfTrafficCounts() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            ask(upstream, "/a?n=1");
            ask(upstream, "/b");

            assertThat(upstream.traffic())
                    .hasRequests(2)
                    .hasTargets("/b", "/a?n=1")
                    .wasNeverThrottled()
                    .neverHadMoreAtOnceThan(1)
                    .hadAtOnceAtLeast(1)
                    .neverExceeded(2, Duration.ofHours(1));
            fails(() -> assertThat(upstream.traffic()).hasRequests(1), "/a?n=1");
            fails(() -> assertThat(upstream.traffic()).hasTargets("/a"), "targets");
            fails(() -> assertThat(upstream.traffic()).neverExceeded(1, Duration.ofHours(1)), "busiest");
            fails(() -> assertThat(upstream.traffic()).neverHadMoreAtOnceThan(0), "at once");
            fails(() -> assertThat(upstream.traffic()).hadAtOnceAtLeast(2), "at once");
        }
    }

    private static void ask(FakeUpstream upstream, String target) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) upstream.uri(target).toURL().openConnection();
        connection.getInputStream().readAllBytes();
    }

    private static Finding finding() {
        StackTraceElement sleep = new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", -2);
        StackTraceElement line = new StackTraceElement("org.acme.Mill", "grind", "Mill.java", 41);
        return new Finding(
                Verdict.WAIT,
                Detector.AGENT,
                Site.of(List.of(sleep, line), frame -> frame.equals(line)),
                "carrier",
                Assignment.of("mill"),
                Duration.ofMillis(50),
                1);
    }

    private static RunReport report(List<FailedItem> failed, List<Finding> blocking) {
        return new RunReport(
                Instant.EPOCH,
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                failed,
                blocking,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                "nothing to do",
                List.of(),
                List.of());
    }

    @Test
    void aDetectionFoundSomethingOrNothing() {
        DetectionResult some = new DetectionResult(List.of(finding()), Map.of("logging", 2L), 0, List.of());
        DetectionResult none = new DetectionResult(List.of(), Map.of(), 0, List.of());

        assertThat(none).foundNothing();
        assertThat(some).found(Verdict.WAIT, "Mill.java:41").allowed("logging");
        fails(() -> assertThat(some).foundNothing(), "java.lang.Thread.sleep, called from org.acme.Mill.grind");
        fails(() -> assertThat(some).found(Verdict.LOCK, "Mill.java:41"), "a LOCK at Mill.java:41");
        fails(() -> assertThat(some).found(Verdict.WAIT, "Mill.java:42"), "Mill.java:42");
        fails(() -> assertThat(none).allowed("logging"), "allowed calls");
    }

    @Test
    void aConnectorDescribesTheRecordsOfAStream() {
        ConnectorInfo info = ConnectorInfo.of("mill", "1", "Stones").stream("flour", "Flour").stream(
                "stones", StreamSchema.of("One stone").id("{/id}").field("/cm", FieldType.INTEGER, "How wide it is"));
        ObjectNode stone = JsonNodeFactory.instance.objectNode().put("id", 1).put("cm", 90);

        assertThat(info).describes("stones", List.of(stone));
        fails(() -> assertThat(info).describes("stones", List.of()), "records of 'stones'");
        fails(
                () -> assertThat(info)
                        .describes("stones", List.of(stone.deepCopy().put("cm", "wide"))),
                "stones 1: /cm is \"wide\", and is documented as integer");
        fails(
                () -> assertThat(info)
                        .describes("stones", List.of(stone.deepCopy().without("id"))),
                "the id is documented as {/id}");
        fails(() -> assertThat(info).describes("flour", List.of(stone)), "documents no fields of a stream 'flour'");
    }
}
