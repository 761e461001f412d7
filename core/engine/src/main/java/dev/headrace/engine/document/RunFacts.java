package dev.headrace.engine.document;

import dev.headrace.engine.record.Recording;
import dev.headrace.engine.report.BudgetUse;
import dev.headrace.engine.report.RunReport;
import java.util.List;

/**
 * All that a document tells.
 *
 * @param id of the run
 * @param headrace the version that ran it
 * @param configuration what it ran with
 * @param budgets in the order in which they are told
 */
public record RunFacts(
        String id,
        String headrace,
        Configuration configuration,
        RunReport report,
        List<BudgetUse> budgets,
        Recording recording) {
    /**
     * What a run ran with.
     *
     * @param file as it was named
     * @param effective one option a line, without secrets
     */
    public record Configuration(String file, String effective) {}
}
