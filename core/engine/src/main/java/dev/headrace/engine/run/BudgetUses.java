package dev.headrace.engine.run;

import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.BudgetUse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a run has had of its limits so far, those of upstreams first. Stateless but for what is known of limits. */
final class BudgetUses {
    private final LimitFacts facts;
    private final BudgetSnapshot budgets;
    private final Duration elapsed;

    private BudgetUses(LimitFacts facts, BudgetSnapshot budgets, Duration elapsed) {
        this.facts = facts;
        this.budgets = budgets;
        this.elapsed = elapsed;
    }

    /** @param elapsed since the start of the run, at the time of the snapshot */
    static List<BudgetUse> of(LimitFacts facts, BudgetSnapshot budgets, Duration elapsed) {
        BudgetUses uses = new BudgetUses(facts, budgets, elapsed);
        return budgets.limits().stream()
                .map(uses::use)
                .sorted(Comparator.comparing((BudgetUse use) -> use.name().equals(HttpTransport.ALL))
                        .thenComparing(BudgetUse::name))
                .toList();
    }

    private BudgetUse use(LimitSnapshot limit) {
        return new BudgetUse(
                limit.name(),
                LimitFacts.rules(limit.rules()),
                facts.origin(limit.name(), name -> limit.learnt()),
                limit.rules().source(),
                sharers(limit.name()),
                limit.grants(),
                limit.waits(),
                limit.waited(),
                limit.throttles(),
                limit.pauses().stream().map(this::pause).toList());
    }

    private List<String> sharers(String limit) {
        return budgets.lanes().stream()
                .filter(lane -> lane.limits().contains(limit))
                .map(lane -> lane.consumer())
                .distinct()
                .sorted()
                .toList();
    }

    private BudgetUse.Pause pause(LimitSnapshot.Paused paused) {
        Duration at = elapsed.minus(paused.ago());
        return new BudgetUse.Pause(at.isNegative() ? Duration.ZERO : at, paused.length(), paused.reason());
    }
}
