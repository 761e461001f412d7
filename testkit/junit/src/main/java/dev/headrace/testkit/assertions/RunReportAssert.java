package dev.headrace.testkit.assertions;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on a run. For one thread. */
public final class RunReportAssert extends AbstractAssert<RunReportAssert, RunReport> {
    RunReportAssert(@Nullable RunReport actual) {
        super(actual, RunReportAssert.class);
    }

    /** Every item of every connector succeeded, and all that was planned is accounted for. */
    public RunReportAssert isComplete() {
        return hasStatus(RunStatus.COMPLETE).isBalanced();
    }

    /** The run ended like that. */
    public RunReportAssert hasStatus(RunStatus status) {
        isNotNull();
        Assertions.assertThat(actual.status())
                .as("status of a run with failed items %s and problem %s", actual.failed(), actual.problem())
                .isEqualTo(status);
        return this;
    }

    /** Every planned item ended in exactly one way. */
    public RunReportAssert isBalanced() {
        isNotNull();
        Assertions.assertThat(actual.outcomes().balanced())
                .as("planned items are accounted for: %s", actual.outcomes())
                .isTrue();
        return this;
    }

    /** So many records were committed. */
    public RunReportAssert hasRecords(long count) {
        isNotNull();
        Assertions.assertThat(actual.records()).as("committed records").isEqualTo(count);
        return this;
    }

    /** So many items failed. */
    public RunReportAssert hasFailed(int items) {
        isNotNull();
        Assertions.assertThat(actual.failed()).as("failed items").hasSize(items);
        return this;
    }

    /**
     * An item failed.
     *
     * @param item a part of its text, for example {@code page=2}
     * @param cause a part of its cause
     */
    public RunReportAssert hasFailed(String item, String cause) {
        isNotNull();
        Assertions.assertThat(actual.failed())
                .as("failed items, one of them %s because of %s", item, cause)
                .anyMatch(failed -> isOf(failed, item, cause));
        return this;
    }

    private static boolean isOf(FailedItem failed, String item, String cause) {
        return failed.item().contains(item) && failed.cause().contains(cause);
    }

    /** No code of a connector held its strand. */
    public RunReportAssert blockedNothing() {
        isNotNull();
        Assertions.assertThat(actual.blocking()).as("places that blocked").isEmpty();
        return this;
    }

    /**
     * Code of a connector held its strand.
     *
     * @param place a part of its frame, for example {@code Acme.java:41}
     */
    public RunReportAssert blockedAt(String place) {
        isNotNull();
        Assertions.assertThat(actual.blocking())
                .as("places that blocked, one of them %s", place)
                .anyMatch(finding -> finding.site().sentence().contains(place));
        return this;
    }
}
