package dev.headrace.engine.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run begins.
 *
 * @param connectors for each instance of the run, by name
 */
public record RunStart(Map<String, ConnectorStart> connectors) {
    /**
     * Where one instance begins.
     *
     * @param continued when the pass began that was not finished and goes on now; empty when a new pass begins
     * @param planned true if its first items are in the store already, which only a continued pass can say; perhaps all is done
     * @param queued how many items wait in the store
     * @param failed how many items of earlier passes did not succeed; see {@link Store#requeueFailed}
     * @param cursors the committed cursors by scope
     */
    public record ConnectorStart(
            Optional<Instant> continued, boolean planned, long queued, long failed, Map<String, String> cursors) {}

    /** When the oldest unfinished pass began that goes on now; empty when none does. */
    public Optional<Instant> continued() {
        return connectors.values().stream()
                .flatMap(start -> start.continued().stream())
                .min(Instant::compareTo);
    }
}
