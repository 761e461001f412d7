package dev.headrace.engine.report;

import dev.headrace.engine.report.BudgetReport.Origin;
import java.time.Duration;
import java.util.List;

/**
 * What a run had of one limit.
 *
 * @param rules each as a person would write it, for example {@code 5000 per 1h}
 * @param origin whose numbers they are
 * @param source where the numbers come from; empty when not said
 * @param sharedBy the instances whose requests were under it, sorted
 * @param used requests that it let go
 * @param waits requests that it held back
 * @param waited how long it held them back, added up
 * @param throttles times that the upstream refused; the refusals of requests that were under way together are one
 * @param pauses the last ones, at most 100
 */
public record BudgetUse(
        String name,
        List<String> rules,
        Origin origin,
        String source,
        List<String> sharedBy,
        long used,
        long waits,
        Duration waited,
        long throttles,
        List<Pause> pauses) {
    /** Copies the lists. */
    public BudgetUse {
        rules = List.copyOf(rules);
        sharedBy = List.copyOf(sharedBy);
        pauses = List.copyOf(pauses);
    }

    /**
     * A time in which nobody was let through.
     *
     * @param at since the start of the run
     * @param length of it, up to the end of the run
     * @param reason for people
     */
    public record Pause(Duration at, Duration length, String reason) {}
}
