package dev.headrace.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a state file knows.
 *
 * @param connectors sorted by name
 * @param failed the items that did not succeed, at most {@link RunReport#FAILED_LISTED}
 */
public record EngineState(List<ConnectorState> connectors, List<FailedItem> failed) {
    /**
     * What is known of one instance.
     *
     * @param started when its latest run began
     * @param planned true if its first items were asked for in that run
     * @param outcomes of that run; what is not done yet has not been started
     * @param records committed in that run
     * @param cursors committed, by scope
     */
    public record ConnectorState(
            String name,
            Instant started,
            boolean planned,
            OutcomeCounts outcomes,
            long records,
            Map<String, String> cursors) {}
}
