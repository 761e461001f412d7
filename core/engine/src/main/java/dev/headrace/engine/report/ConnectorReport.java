package dev.headrace.engine.report;

import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one instance of a connector did in a run.
 *
 * @param name of the instance
 * @param connector the provider's name
 * @param outcomes of its items
 * @param records committed, in this run
 * @param requests sent, with retries and redirects
 * @param throttles answers that told the connector to slow down
 * @param duration from the start of the run to the end of the instance's last item
 * @param time by phase, summed over the items: with several items under way it exceeds {@code duration}
 * @param waits for each limit, summed over the items
 * @param problem why the instance could not run or was given up; empty when it ran
 * @param streams its items by kind, sorted by name
 */
public record ConnectorReport(
        String name,
        String connector,
        OutcomeCounts outcomes,
        long records,
        long requests,
        long throttles,
        Duration duration,
        Map<Phase, Duration> time,
        Map<String, LimitWait> waits,
        Optional<String> problem,
        List<StreamReport> streams) {

    /** Copies the maps and the list. */
    public ConnectorReport {
        time = Map.copyOf(time);
        waits = Map.copyOf(waits);
        streams = List.copyOf(streams);
    }

    /** True if the instance ran and all its items succeeded. */
    public boolean complete() {
        return problem.isEmpty() && outcomes.complete();
    }
}
