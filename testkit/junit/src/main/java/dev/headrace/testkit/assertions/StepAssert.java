package dev.headrace.testkit.assertions;

import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on a step. For one thread. */
public final class StepAssert extends AbstractAssert<StepAssert, Step> {
    StepAssert(@Nullable Step actual) {
        super(actual, StepAssert.class);
    }

    /** The ids of a stream's records are these, in this order. */
    public StepAssert hasRecords(String stream, String... ids) {
        isNotNull();
        List<String> given = actual.records().stream()
                .filter(record -> record.stream().equals(stream))
                .map(CollectedRecord::id)
                .toList();
        Assertions.assertThat(given).as("ids of the records of '%s'", stream).containsExactly(ids);
        return this;
    }

    /** There is no record of any stream. */
    public StepAssert hasNoRecords() {
        isNotNull();
        Assertions.assertThat(actual.records()).as("records").isEmpty();
        return this;
    }

    /** The follow-up items are these, in this order, next pages among them. */
    public StepAssert hasFollowUps(WorkItem... items) {
        isNotNull();
        Assertions.assertThat(actual.followUps())
                .as("follow-up items")
                .extracting(Step.FollowUp::item)
                .containsExactly(items);
        return this;
    }

    /** The one next page is this item. */
    public StepAssert hasNextPage(WorkItem page) {
        isNotNull();
        Assertions.assertThat(actual.followUps())
                .as("next pages")
                .filteredOn(Step.FollowUp::page)
                .extracting(Step.FollowUp::item)
                .containsExactly(page);
        return this;
    }

    /** Nothing follows. */
    public StepAssert hasNoFollowUps() {
        return hasFollowUps();
    }

    /** The proposal for the cursor is this. */
    public StepAssert hasCursor(String value) {
        isNotNull();
        Assertions.assertThat(cursor()).as("proposed cursor").contains(value);
        return this;
    }

    /** No cursor is proposed. */
    public StepAssert hasNoCursor() {
        isNotNull();
        Assertions.assertThat(cursor()).as("proposed cursor").isEmpty();
        return this;
    }

    private Optional<String> cursor() {
        return actual.cursor().map(Step.CursorProposal::value);
    }
}
