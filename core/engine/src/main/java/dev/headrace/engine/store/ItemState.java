package dev.headrace.engine.store;

import dev.headrace.engine.report.ItemOutcome;

/** Where an item is. The codes are in state files: they never change. */
enum ItemState {
    QUEUED(0),
    /** In the memory of the run under way; queued again when that run is over. */
    LEASED(1),
    SUCCEEDED(2),
    // From here on: without success. Queries and indexes say "state >= 3".
    FAILED(3),
    THROTTLED(4),
    BLOCKED(5);

    private final int code;

    ItemState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isUnsuccessful() {
        return code >= FAILED.code;
    }

    static ItemState of(int code) {
        return values()[code];
    }

    /** The state in which an outcome leaves an item. */
    static ItemState after(ItemOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case THROTTLED -> THROTTLED;
            case BLOCKED -> BLOCKED;
            case CANCELLED, NOT_STARTED -> QUEUED;
        };
    }

    /** The outcome as a run's report has it; what is still waiting has not been started. */
    ItemOutcome outcome() {
        return switch (this) {
            case QUEUED, LEASED -> ItemOutcome.NOT_STARTED;
            case SUCCEEDED -> ItemOutcome.SUCCEEDED;
            case FAILED -> ItemOutcome.FAILED;
            case THROTTLED -> ItemOutcome.THROTTLED;
            case BLOCKED -> ItemOutcome.BLOCKED;
        };
    }
}
