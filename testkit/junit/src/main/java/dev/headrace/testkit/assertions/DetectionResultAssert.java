package dev.headrace.testkit.assertions;

import dev.headrace.detector.DetectionResult;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Verdict;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on what a {@link dev.headrace.detector.Detection} has seen. For one thread. */
public final class DetectionResultAssert extends AbstractAssert<DetectionResultAssert, DetectionResult> {
    DetectionResultAssert(@Nullable DetectionResult actual) {
        super(actual, DetectionResultAssert.class);
    }

    /** Nothing blocked, apart from what may. */
    public DetectionResultAssert foundNothing() {
        isNotNull();
        Assertions.assertThat(actual.findings())
                .as("blocking calls: %s", sentences())
                .isEmpty();
        return this;
    }

    /**
     * Something blocked, at this place among others.
     *
     * @param verdict how
     * @param place a part of the connector's frame, for example {@code Acme.java:41}
     */
    public DetectionResultAssert found(Verdict verdict, String place) {
        isNotNull();
        Assertions.assertThat(actual.findings())
                .as("a %s at %s among: %s", verdict, place, sentences())
                .anyMatch(finding -> finding.verdict() == verdict && isAt(finding, place));
        return this;
    }

    /**
     * Something that may block was met.
     *
     * @param reason why it may, as the allowance says
     */
    public DetectionResultAssert allowed(String reason) {
        isNotNull();
        Assertions.assertThat(actual.allowed()).as("allowed calls by reason").containsKey(reason);
        return this;
    }

    private static boolean isAt(Finding finding, String place) {
        return finding.site()
                .connectorFrame()
                .filter(frame -> frame.toString().contains(place))
                .isPresent();
    }

    private String sentences() {
        return actual.findings().stream().map(Finding::sentence).collect(Collectors.joining("; "));
    }
}
