package dev.headrace.engine.run;

import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.BudgetUse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run has had of its limits so far, those of upstreams first. Stateless but for what is known of limits. */
final class BudgetUses {
    private final LimitFacts facts;
    private final Map<String, LimitSnapshot> before;
    private final BudgetSnapshot budgets;
    private final Duration elapsed;

    private BudgetUses(LimitFacts facts, BudgetSnapshot before, BudgetSnapshot budgets, Duration elapsed) {
        this.facts = facts;
        this.before = before.limits().stream().collect(Collectors.toMap(LimitSnapshot::name, Function.identity()));
        this.budgets = budgets;
        this.elapsed = elapsed;
    }

    /**
     * What was used since the run began, by all who share the limits.
     *
     * @param before at the start of the run
     * @param elapsed from there to {@code budgets}
     */
    static List<BudgetUse> of(LimitFacts facts, BudgetSnapshot before, BudgetSnapshot budgets, Duration elapsed) {
        BudgetUses uses = new BudgetUses(facts, before, budgets, elapsed);
        return budgets.limits().stream()
                .map(uses::use)
                .sorted(Comparator.comparing((BudgetUse use) -> use.name().equals(HttpTransport.ALL))
                        .thenComparing(BudgetUse::name))
                .toList();
    }

    private BudgetUse use(LimitSnapshot limit) {
        LimitSnapshot then = before.get(limit.name());
        return new BudgetUse(
                limit.name(),
                LimitFacts.rules(limit.rules()),
                facts.origin(limit.name(), name -> limit.learnt()),
                limit.rules().source(),
                sharers(limit.name()),
                limit.grants() - (then == null ? 0 : then.grants()),
                limit.waits() - (then == null ? 0 : then.waits()),
                then == null ? limit.waited() : limit.waited().minus(then.waited()),
                limit.throttles() - (then == null ? 0 : then.throttles()),
                limit.pauses().stream()
                        .filter(paused -> then == null
                                || paused.ago().minus(paused.length()).compareTo(elapsed) < 0)
                        .map(this::pause)
                        .toList());
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
