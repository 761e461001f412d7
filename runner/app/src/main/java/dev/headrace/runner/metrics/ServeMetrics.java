package dev.headrace.runner.metrics;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.serve.ServeEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts what happens to instances that are collected again and again. */
public final class ServeMetrics implements ServeEvents {
    private final Meters meters;
    private final Consumer<Run> follow;

    ServeMetrics(Meters meters, Consumer<Run> follow) {
        this.meters = meters;
        this.follow = follow;
    }

    @Override
    public void started(String instance, Instant due, int missed, Run run) {
        follow.accept(run);
        meters.count(Metric.MISSED, missed, meters.tags("connector", instance));
    }

    @Override
    public void failed(String instance, Instant due, String why) {
        meters.count(Metric.RUNS, 1, meters.tags("connector", instance, "status", "failed"));
    }

    @Override
    public void refused(String instance, int times) {
        meters.count(Metric.REFUSED, times, meters.tags("connector", instance));
    }

    @Override
    public void ended(String instance, RunReport report, Optional<Instant> next) {
        next.ifPresent(
                due -> meters.set(Metric.NEXT_RUN, due.toEpochMilli() / 1e3, meters.tags("connector", instance)));
    }
}
