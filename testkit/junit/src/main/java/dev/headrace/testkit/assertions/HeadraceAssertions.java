package dev.headrace.testkit.assertions;

import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Finding;
import dev.headrace.engine.report.RunReport;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.Step;
import dev.headrace.spi.async.Gathered;
import dev.headrace.spi.async.Outcome;
import dev.headrace.testkit.upstream.TrafficLog;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Where the assertions begin; those of AssertJ too, so that one static import does for both. */
public final class HeadraceAssertions extends Assertions {
    private HeadraceAssertions() {}

    /** What a connector gave for an item. */
    public static StepAssert assertThat(@Nullable Step step) {
        return new StepAssert(step);
    }

    /** What a connector says of itself. */
    public static ConnectorInfoAssert assertThat(@Nullable ConnectorInfo info) {
        return new ConnectorInfoAssert(info);
    }

    /** What a {@code gather} kept. */
    public static <I extends @Nullable Object, O extends @Nullable Object> GatheredAssert<I, O> assertThat(
            @Nullable Gathered<I, O> gathered) {
        return new GatheredAssert<>(gathered);
    }

    /** What became of one input of a {@code gather}. */
    public static <I extends @Nullable Object, O extends @Nullable Object> OutcomeAssert<I, O> assertThat(
            @Nullable Outcome<I, O> outcome) {
        return new OutcomeAssert<>(outcome);
    }

    /** What a run did. */
    public static RunReportAssert assertThat(@Nullable RunReport report) {
        return new RunReportAssert(report);
    }

    /** A place that blocked. */
    public static FindingAssert assertThat(@Nullable Finding finding) {
        return new FindingAssert(finding);
    }

    /** What the probes saw. */
    public static DetectionResultAssert assertThat(@Nullable DetectionResult result) {
        return new DetectionResultAssert(result);
    }

    /** What a fake upstream saw. */
    public static TrafficLogAssert assertThat(@Nullable TrafficLog traffic) {
        return new TrafficLogAssert(traffic);
    }
}
