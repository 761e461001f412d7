package dev.headrace.engine.run;

import dev.headrace.detector.Finding;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.Spans;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sentence that says what bounded a run: the instance that ended last, and what its items spent their time on. The items of
 * an instance overlap, so shares of their time are told, not the time itself.
 */
final class Sentence {
    private Sentence() {}

    static String of(Duration duration, List<ConnectorReport> connectors, List<Finding> blocking) {
        Optional<ConnectorReport> last = connectors.stream()
                .filter(connector -> connector.outcomes().planned() > 0)
                .max(Comparator.comparing(ConnectorReport::duration));
        return last.map(connector -> "%s; `%s` was the last to end, %s"
                        .formatted(Spans.text(duration), connector.name(), cause(connector, blocking)))
                .orElseGet(() -> Spans.text(duration) + "; there was nothing to do.");
    }

    private static String cause(ConnectorReport connector, List<Finding> blocking) {
        Optional<Finding> blocked = blocking.stream()
                .filter(finding -> finding.work().owner().equals(connector.name()))
                .filter(finding -> finding.lost().multipliedBy(3).compareTo(connector.duration()) > 0)
                .max(Comparator.comparing(Finding::lost));
        if (blocked.isPresent()) {
            return blocked(blocked.get());
        }
        Optional<Map.Entry<Phase, Duration>> most = connector.time().entrySet().stream()
                .filter(phase -> phase.getKey() != Phase.QUEUE)
                .max(Map.Entry.comparingByValue());
        return most.map(phase -> spent(connector, phase.getKey(), share(connector, phase.getValue())))
                .orElse("with nothing measured.");
    }

    private static String blocked(Finding finding) {
        return "because it blocked its own strand %s, %s in all, %s."
                .formatted(
                        times(finding.times()),
                        Spans.text(finding.lost()),
                        finding.site().sentence());
    }

    private static String spent(ConnectorReport connector, Phase phase, int percent) {
        String what = switch (phase) {
            case BUDGET -> "waiting for " + budget(connector) + "; raise the limit if the upstream allows more";
            case RETRY_WAIT -> "waiting to try again after failures; see its errors";
            case TOKEN -> "waiting for its access token";
            case DNS, POOL, CONNECT, TLS -> "waiting for connections";
            case FIRST_BYTE, BODY ->
                "waiting for its upstream's answers; "
                        + (oneByOne(connector)
                                ? "each item was known from the one before only"
                                : "more items at once may help");
            case DECODE -> "decoding answers";
            case STRAND, STRAND_WAIT -> "in its own code and waiting for its strand";
            case OTHER -> "waiting for something of its own";
            case BLOCKED -> "blocking its strand";
            case OFFLOADED -> "in work that must block";
            case COMMIT -> "waiting for the store";
            case QUEUE -> "waiting for a place among its items under way";
        };
        return "with %d %% of its items' time spent %s.".formatted(percent, what);
    }

    private static String budget(ConnectorReport connector) {
        return connector.waits().entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparing(LimitWait::time)))
                .map(wait -> "its budget `" + wait.getKey() + "`")
                .orElse("its budget");
    }

    /** Whether there was hardly ever more than one item to do: then no setting makes it faster. */
    private static boolean oneByOne(ConnectorReport connector) {
        return timeOfItems(connector) * 2 < connector.duration().toNanos() * 3;
    }

    private static int share(ConnectorReport connector, Duration part) {
        long whole = timeOfItems(connector);
        return whole == 0 ? 0 : (int) Math.round(100.0 * part.toNanos() / whole);
    }

    private static long timeOfItems(ConnectorReport connector) {
        return connector.time().entrySet().stream()
                .filter(phase -> phase.getKey() != Phase.QUEUE)
                .mapToLong(phase -> phase.getValue().toNanos())
                .sum();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
