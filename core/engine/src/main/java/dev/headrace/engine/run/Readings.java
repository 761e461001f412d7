package dev.headrace.engine.run;

import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.report.RunReadings;
import dev.headrace.engine.report.RunReadings.ConnectorReading;
import dev.headrace.engine.report.RunReadings.LimitReading;
import dev.headrace.engine.report.RunReadings.Window;
import dev.headrace.engine.strand.BlockingVerdict;
import java.time.Duration;
import java.util.List;

/** Reads the counters of a run, which any thread may. */
final class Readings {
    private Readings() {}

    static RunReadings of(List<Instance> instances, BudgetSnapshot budgets) {
        return new RunReadings(
                instances.stream().map(Readings::connector).toList(),
                budgets.limits().stream().map(Readings::limit).toList());
    }

    private static ConnectorReading connector(Instance instance) {
        List<BlockingVerdict> blocking = instance.strand().verdicts().stream()
                .filter(verdict -> Blame.onConnector(verdict.finding()))
                .toList();
        return new ConnectorReading(
                instance.name(),
                instance.records(),
                instance.upstream().throttled(),
                instance.running(),
                instance.waiting() + instance.stored(),
                instance.account().phases(),
                blocking.stream()
                        .mapToLong(verdict -> verdict.finding().times())
                        .sum(),
                blocking.stream().map(BlockingVerdict::lost).reduce(Duration.ZERO, Duration::plus));
    }

    private static LimitReading limit(LimitSnapshot limit) {
        return new LimitReading(
                limit.name(),
                limit.windows().stream()
                        .map(use -> new Window(use.rule().length(), use.rule().permits(), use.used()))
                        .toList(),
                limit.underWay(),
                limit.waiting(),
                limit.pausedFor(),
                limit.grants(),
                limit.waits(),
                limit.waited(),
                limit.throttles(),
                limit.learnt());
    }
}
