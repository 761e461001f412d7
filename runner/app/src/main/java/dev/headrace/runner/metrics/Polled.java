package dev.headrace.runner.metrics;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReadings;
import dev.headrace.engine.report.RunReadings.ConnectorReading;
import dev.headrace.engine.report.RunReadings.LimitReading;
import dev.headrace.engine.report.RunReadings.Window;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the counters that runs keep themselves, when somebody asks. Guarded by its monitor. */
final class Polled {
    /** What the runs of an instance that have ended have counted, together. */
    private record Sums(long throttles, long blocks, Duration lost, Map<Phase, Duration> time) {
        static final Sums NONE = new Sums(0, 0, Duration.ZERO, Map.of());

        Sums plus(ConnectorReading more) {
            Map<Phase, Duration> both = new TreeMap<>(time);
            more.time().forEach((phase, spent) -> both.merge(phase, spent, Duration::plus));
            return new Sums(throttles + more.throttles(), blocks + more.blocked(), lost.plus(more.lost()), both);
        }
    }

    private final Meters meters;
    private final List<Run> active = new ArrayList<>();
    private final Map<String, Sums> ended = new TreeMap<>();

    Polled(Meters meters) {
        this.meters = meters;
    }

    void follow(Run run) {
        synchronized (this) {
            active.add(run);
        }
        var unused = run.report().thenAccept(report -> end(run));
    }

    private synchronized void end(Run run) {
        active.remove(run);
        RunReadings last = run.readings();
        last.limits().forEach(this::tell);
        for (ConnectorReading one : last.connectors()) {
            Sums all = ended.getOrDefault(one.name(), Sums.NONE).plus(one);
            ended.put(one.name(), all);
            tell(one.name(), all, 0, 0);
        }
    }

    synchronized void read() {
        for (Run run : active) {
            RunReadings now = run.readings();
            now.limits().forEach(this::tell);
            now.connectors()
                    .forEach(one -> tell(
                            one.name(),
                            ended.getOrDefault(one.name(), Sums.NONE).plus(one),
                            one.inFlight(),
                            one.waiting()));
        }
    }

    private void tell(String connector, Sums sums, int inFlight, long waiting) {
        Tags tags = meters.tags("connector", connector);
        meters.set(Metric.ITEMS_IN_FLIGHT, inFlight, tags);
        meters.set(Metric.ITEMS_WAITING, (double) waiting, tags);
        meters.reached(Metric.THROTTLES, (double) sums.throttles(), tags);
        meters.reached(Metric.BLOCKS, (double) sums.blocks(), tags);
        meters.reached(Metric.BLOCKED, seconds(sums.lost()), tags);
        sums.time()
                .forEach(
                        (phase, spent) -> meters.reached(Metric.TIME, seconds(spent), tags.and("phase", phase.text())));
    }

    private void tell(LimitReading limit) {
        if (limit.learnt() && !meters.hasRoom("budget", limit.name())) {
            return;
        }
        Tags tags = meters.tags("budget", limit.name());
        meters.set(Metric.BUDGET_IN_FLIGHT, limit.underWay(), tags);
        meters.set(Metric.BUDGET_WAITING, limit.waiting(), tags);
        meters.set(Metric.BUDGET_PAUSED, seconds(limit.pausedFor()), tags);
        meters.reached(Metric.BUDGET_GRANTED, (double) limit.granted(), tags);
        meters.reached(Metric.BUDGET_WAITS, (double) limit.waits(), tags);
        meters.reached(Metric.BUDGET_WAIT, seconds(limit.waited()), tags);
        meters.reached(Metric.BUDGET_THROTTLES, (double) limit.throttles(), tags);
        limit.windows()
                .forEach(window ->
                        tell(window, tags.and("window", window.length().toSeconds() + "s")));
    }

    private void tell(Window window, Tags tags) {
        meters.set(Metric.BUDGET_PERMITS, window.permits(), tags);
        meters.set(Metric.BUDGET_USED, window.used(), tags);
        meters.set(Metric.BUDGET_AVAILABLE, Math.max(0, window.permits() - window.used()), tags);
    }

    private static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }
}
