package dev.headrace.runner.metrics;

import org.jspecify.annotations.Nullable;

/** The metrics, all of them. */
enum Metric {
    REQUESTS("headrace.requests", null, "Requests that were sent or failed to be, with retries and redirects"),
    REQUEST_DURATION(
            "headrace.request.duration", null, "From the permit to the last byte of the answer, or the failure"),
    RESPONSE("headrace.response", "bytes", "Bodies of answers, as they came over the network"),
    RETRIES("headrace.retries", null, "Requests that gave nothing of use and were sent again"),
    THROTTLES("headrace.throttles", null, "Answers that told to slow down"),
    ITEMS("headrace.items", null, "Attempts at work items that are over"),
    ITEM_DURATION("headrace.item.duration", null, "Attempts at work items, from start to end without the commit"),
    RECORDS("headrace.records", null, "Records that items gave"),
    ITEMS_IN_FLIGHT("headrace.items.in.flight", null, "Work items under way"),
    ITEMS_WAITING("headrace.items.waiting", null, "Work items that wait for their turn"),
    TIME("headrace.time", "seconds", "Where the time of work items that are over went"),
    BLOCKS("headrace.blocks", null, "Times that a connector's code blocked its strand"),
    BLOCKED("headrace.blocked", "seconds", "Time lost by that"),
    BUDGET_PERMITS("headrace.budget.permits", null, "What a window of a budget allows"),
    BUDGET_USED("headrace.budget.used", null, "What a window of a budget holds now"),
    BUDGET_AVAILABLE("headrace.budget.available", null, "What a window of a budget would let go now"),
    BUDGET_IN_FLIGHT("headrace.budget.in.flight", null, "Requests granted by a budget and not finished"),
    BUDGET_WAITING("headrace.budget.waiting", null, "Requests that a budget holds back now"),
    BUDGET_PAUSED("headrace.budget.paused", "seconds", "How long the upstream lets nobody through; 0 when it does"),
    BUDGET_GRANTED("headrace.budget.granted", null, "Requests that a budget let go"),
    BUDGET_WAITS("headrace.budget.waits", null, "Requests that a budget held back"),
    BUDGET_WAIT("headrace.budget.wait", "seconds", "How long a budget held requests back, added up"),
    BUDGET_THROTTLES("headrace.budget.throttles", null, "Times that an upstream refused for a budget"),
    RUNS("headrace.runs", null, "Runs that have ended"),
    LAST_SUCCESS("headrace.last.success.timestamp", "seconds", "When a connector was collected completely, since 1970"),
    REFUSED("headrace.serve.refused", null, "Times that a connector was due while its former run went on"),
    MISSED("headrace.serve.missed", null, "Times that passed while nothing served, or the machine was suspended"),
    NEXT_RUN("headrace.serve.next.run.timestamp", "seconds", "When a connector is due next, since 1970");

    private final String id;
    private final @Nullable String unit;
    private final String help;

    Metric(String id, @Nullable String unit, String help) {
        this.id = id;
        this.unit = unit;
        this.help = help;
    }

    /** As Micrometer wants it: the text format has {@code _} for the dots, and the unit and {@code _total} at the end. */
    String id() {
        return id;
    }

    @Nullable
    String unit() {
        return unit;
    }

    String help() {
        return help;
    }
}
