package dev.headrace.engine.report;

/** How a work item ended. Every planned item ends in exactly one of these. */
public enum ItemOutcome {
    /** Its step is committed. */
    SUCCEEDED,
    /** It failed, and trying again in this run is no use. */
    FAILED,
    /** Its upstream throttled for longer than the run may wait. */
    THROTTLED,
    /** Its connector's code never gave the strand back. */
    BLOCKED,
    /** It was under way when the run was stopped; what it did outside is not known. The next run does it again. */
    CANCELLED,
    /** The run ended before its turn came. The next run does it. */
    NOT_STARTED;

    /** True for the outcomes that a later {@code retry} can change. */
    public boolean isFailure() {
        return this == FAILED || this == THROTTLED || this == BLOCKED;
    }
}
