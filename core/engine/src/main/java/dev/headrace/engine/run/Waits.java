package dev.headrace.engine.run;

import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LaneSnapshot;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.report.ConnectorProgress.Wait;
import dev.headrace.engine.report.LimitProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who waits for which limit, out of the budgets at one instant. Stateless. */
final class Waits {
    private Waits() {}

    /** What most of an instance's waiting requests wait for. */
    static Optional<Wait> of(String instance, BudgetSnapshot budgets) {
        return budgets.lanes().stream()
                .filter(lane -> lane.consumer().equals(instance) && lane.waiting() > 0)
                .max(Comparator.comparingInt(LaneSnapshot::waiting))
                .flatMap(lane -> lane.waitingFor().map(limit -> wait(limit, lane, budgets)));
    }

    private static Wait wait(String limit, LaneSnapshot lane, BudgetSnapshot budgets) {
        boolean paused = budgets.limits().stream().anyMatch(one -> one.name().equals(limit) && paused(one));
        return new Wait(limit, lane.waiting(), Optional.ofNullable(lane.opensIn()), paused);
    }

    /** The limits that hold somebody back, or that were refused for. */
    static List<LimitProgress> limits(BudgetSnapshot budgets) {
        return budgets.limits().stream()
                .filter(limit -> limit.waiting() > 0 || limit.throttles() > 0 || paused(limit))
                .map(limit -> new LimitProgress(
                        limit.name(), limit.underWay(), limit.waiting(), limit.pausedFor(), limit.throttles()))
                .toList();
    }

    private static boolean paused(LimitSnapshot limit) {
        return !limit.pausedFor().isZero() && !limit.pausedFor().isNegative();
    }
}
