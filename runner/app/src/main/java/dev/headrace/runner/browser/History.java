package dev.headrace.runner.browser;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How the run came to where it is, for a browser that comes late: some hundred moments of it, however long it is. Confined to the
 * thread that looks at the run.
 */
final class History {
    private static final int MOST = 1_200;

    private record Moment(Duration at, long records, long requests, long inFlight) {}

    private final List<Moment> moments = new ArrayList<>();
    private Duration step = Duration.ZERO;

    void add(Progress progress) {
        Moment last = moments.isEmpty() ? null : moments.get(moments.size() - 1);
        if (last != null && progress.elapsed().minus(last.at()).compareTo(step) < 0) {
            return;
        }
        moments.add(moment(progress));
        if (moments.size() > MOST) {
            thin();
        }
    }

    private static Moment moment(Progress progress) {
        List<ConnectorProgress> all = progress.connectors();
        return new Moment(
                progress.elapsed(),
                all.stream().mapToLong(ConnectorProgress::records).sum(),
                all.stream().mapToLong(ConnectorProgress::requests).sum(),
                all.stream().mapToLong(one -> one.items().inFlight()).sum());
    }

    /** Every second one goes, and from now on they are twice as far apart. */
    private void thin() {
        List<Moment> kept = new ArrayList<>();
        for (int i = 0; i < moments.size(); i += 2) {
            kept.add(moments.get(i));
        }
        moments.clear();
        moments.addAll(kept);
        step = moments.get(moments.size() - 1).at().dividedBy(moments.size());
    }

    /** Milliseconds, records, requests and items in flight of each moment. */
    ArrayNode json() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        moments.forEach(moment -> all.addArray()
                .add(moment.at().toMillis())
                .add(moment.records())
                .add(moment.requests())
                .add(moment.inFlight()));
        return all;
    }
}
