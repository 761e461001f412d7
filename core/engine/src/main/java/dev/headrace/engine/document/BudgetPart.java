package dev.headrace.engine.document;

import dev.headrace.engine.report.BudgetUse;
import java.util.List;

/** What the run had of its limits. Stateless. */
final class BudgetPart {
    private BudgetPart() {}

    static void write(List<BudgetUse> budgets, Json json) {
        json.objects(
                "budgets",
                budgets,
                budget -> json.text("name", budget.name())
                        .texts("rules", budget.rules())
                        .text("origin", ReportPart.lower(budget.origin()))
                        .text("source", budget.source())
                        .texts("sharedBy", budget.sharedBy())
                        .number("used", budget.used())
                        .number("waits", budget.waits())
                        .millis("waitMs", budget.waited())
                        .number("throttles", budget.throttles())
                        .objects(
                                "pauses",
                                budget.pauses(),
                                pause -> json.millis("atMs", pause.at())
                                        .millis("ms", pause.length())
                                        .text("reason", pause.reason())));
    }
}
