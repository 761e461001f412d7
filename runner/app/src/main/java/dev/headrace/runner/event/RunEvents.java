package dev.headrace.runner.event;

import dev.headrace.detector.Finding;
import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.LimitProgress;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.live.Rates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns looks at a run into events: what has happened since the look before, and then how everything is. For one thread. */
public final class RunEvents {
    /** That of {@code docs/run-events.md}; grows when something is taken away, and not when something is added. */
    static final int SCHEMA = 1;

    private final String run;
    private final Supplier<Instant> clock;
    private final Rates rates = new Rates();
    private final Map<String, Long> failures = new HashMap<>();
    private final Map<String, Long> throttles = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    /**
     * @param run its name
     * @param clock the wall clock
     */
    public RunEvents(String run, Supplier<Instant> clock) {
        this.run = run;
        this.clock = clock;
    }

    ObjectNode started(String version) {
        return event(EventKind.RUN_STARTED)
                .put("schema", SCHEMA)
                .put("headrace", version)
                .put("process", ProcessHandle.current().pid());
    }

    /** What has happened since the look before, and last the progress. */
    public List<ObjectNode> look(Progress progress) {
        List<ObjectNode> events = new ArrayList<>();
        progress.blocking().forEach(finding -> blocked(finding, events));
        progress.limits().forEach(limit -> throttled(limit, events));
        progress.connectors().forEach(one -> failed(one, events));
        progress.connectors().forEach(one -> ended(one, events));
        rates.add(progress);
        events.add(progress(progress));
        return events;
    }

    private ObjectNode event(EventKind kind) {
        return Shapes.object()
                .put("event", kind.text())
                .put("run", run)
                .put("at", clock.get().toString());
    }

    private void blocked(Finding finding, List<ObjectNode> events) {
        if (places.add(finding.work().owner() + " " + finding.site().brief())) {
            events.add(Shapes.finding(event(EventKind.BLOCKED), finding));
        }
    }

    private void throttled(LimitProgress limit, List<ObjectNode> events) {
        Long before = throttles.put(limit.name(), limit.throttles());
        long more = limit.throttles() - (before == null ? 0 : before);
        if (more > 0) {
            events.add(event(EventKind.THROTTLED)
                    .put("limit", limit.name())
                    .put("times", more)
                    .put("pausedMs", Shapes.millis(limit.pausedFor()))
                    .put("waiting", limit.waiting()));
        }
    }

    private void failed(ConnectorProgress one, List<ObjectNode> events) {
        long total = one.failures().total();
        Long known = failures.put(one.name(), total);
        long before = known == null ? 0 : known;
        List<FailedItem> more = one.failures().since(before);
        long leftOut = total - before - more.size();
        if (leftOut > 0) {
            events.add(event(EventKind.FAILURES_LEFT_OUT)
                    .put("connector", one.name())
                    .put("items", leftOut));
        }
        more.forEach(item -> events.add(Shapes.failed(event(EventKind.ITEM_FAILED), item)));
    }

    private void ended(ConnectorProgress one, List<ObjectNode> events) {
        boolean over = one.state() == State.DONE || one.state() == State.DISABLED;
        if (over && ended.add(one.name())) {
            ObjectNode event = event(EventKind.CONNECTOR_ENDED)
                    .put("connector", one.name())
                    .put("state", Shapes.state(one))
                    .put("records", one.records())
                    .put("requests", one.requests())
                    .put("failed", one.failures().total())
                    .put("left", one.items().waiting());
            if (!one.problem().isEmpty()) {
                event.put("problem", one.problem());
            }
            events.add(event);
        }
    }

    private ObjectNode progress(Progress progress) {
        List<ConnectorProgress> all = progress.connectors();
        ObjectNode event = event(EventKind.PROGRESS)
                .put("elapsedMs", Shapes.millis(progress.elapsed()))
                .put(
                        "records",
                        all.stream().mapToLong(ConnectorProgress::records).sum())
                .put("recordsPerSecond", rates.perSecond())
                .put(
                        "requests",
                        all.stream().mapToLong(ConnectorProgress::requests).sum())
                .put(
                        "failed",
                        all.stream().mapToLong(one -> one.failures().total()).sum())
                .put(
                        "inFlight",
                        all.stream().mapToLong(one -> one.items().inFlight()).sum())
                .put(
                        "waiting",
                        all.stream().mapToLong(one -> one.items().waiting()).sum());
        ArrayNode connectors = event.putArray("connectors");
        all.forEach(one -> connectors.add(Shapes.connector(one, rates)));
        ArrayNode limits = event.putArray("limits");
        progress.limits().forEach(limit -> limits.add(Shapes.limit(limit)));
        return event;
    }

    /** How the run has ended. */
    public ObjectNode ended(RunReport report) {
        ObjectNode event = event(EventKind.RUN_ENDED)
                .put("status", report.status().name().toLowerCase(Locale.ROOT))
                .put("exitCode", report.status().exitCode())
                .put("stopped", report.stopped())
                .put("started", report.started().toString())
                .put("durationMs", Shapes.millis(report.duration()))
                .put("records", report.records())
                .put("requests", sum(report, ConnectorReport::requests))
                .put("throttles", sum(report, ConnectorReport::throttles))
                .put("sentence", report.sentence());
        report.continued().ifPresent(since -> event.put("continued", since.toString()));
        report.problem().ifPresent(problem -> event.put("problem", problem));
        event.set("outcomes", Shapes.outcomes(report.outcomes()));
        ArrayNode connectors = event.putArray("connectors");
        report.connectors().forEach(one -> connectors.add(Shapes.connector(one)));
        ArrayNode blocking = event.putArray("blocking");
        report.blocking().forEach(finding -> blocking.add(Shapes.finding(Shapes.object(), finding)));
        return event;
    }

    private static long sum(RunReport report, java.util.function.ToLongFunction<ConnectorReport> what) {
        return report.connectors().stream().mapToLong(what).sum();
    }

    ObjectNode reportWritten(Path page) {
        return event(EventKind.REPORT_WRITTEN).put("path", page.toString());
    }
}
