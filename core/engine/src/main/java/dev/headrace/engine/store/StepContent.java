package dev.headrace.engine.store;

import dev.headrace.engine.sink.EncodedRecords;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step holds, in the form in which it is stored. */
record StepContent(@Nullable EncodedRecords records, List<FollowUp> followUps, Step.@Nullable CursorProposal cursor) {

    static final StepContent NONE = new StepContent(null, List.of(), null);

    /** A follow-up with its identity, the canonical text. */
    record FollowUp(WorkItem item, String identity, boolean page) {}
}
