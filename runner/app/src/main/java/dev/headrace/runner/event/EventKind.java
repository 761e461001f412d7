package dev.headrace.runner.event;

import java.util.Locale;

/** The events of a run. What is documented of them stays; more may be added to any of them. */
enum EventKind {
    /** The first one. */
    RUN_STARTED,
    /** Where everything is, once a second. */
    PROGRESS,
    /** An item has failed for good, in this run. */
    ITEM_FAILED,
    /** More items have failed in one second than are kept for telling. */
    FAILURES_LEFT_OUT,
    /** An upstream has refused requests under a limit. */
    THROTTLED,
    /** Code of a connector has blocked at a place where it had not before. */
    BLOCKED,
    /** An instance does nothing more in this run. */
    CONNECTOR_ENDED,
    /** The last one but for the report's. */
    RUN_ENDED,
    /** The report was written. */
    REPORT_WRITTEN;

    /** As it stands in the event. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
