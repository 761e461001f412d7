package dev.headrace.engine.plan;

import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.store.Outlook;
import dev.headrace.engine.store.StateView;
import dev.headrace.spi.Limit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known before a run.
 *
 * @param now by the wall clock
 * @param connectors those that could be opened
 * @param configured the limits that the operator has set
 * @param inAll the most requests under way at once
 * @param toOneOrigin the most requests under way at once to one origin
 * @param kept what the state keeps of limits, by their names
 * @param outlooks what the state knows of the work ahead, by instance
 * @param sounded what first items have told that were asked for this, by instance; empty unless they were
 */
public record Known(
        Instant now,
        List<OpenConnector> connectors,
        Collection<Limit> configured,
        int inAll,
        int toOneOrigin,
        Map<String, String> kept,
        Map<String, Outlook> outlooks,
        Map<String, Sounded> sounded) {

    private record State(Map<String, String> kept, Map<String, Outlook> outlooks) {}

    /** Reads the state, if there is one; beside a run, too. Blocks. */
    public static Known of(
            Instant now,
            List<OpenConnector> connectors,
            Collection<Limit> configured,
            int inAll,
            int toOneOrigin,
            Path stateFile) {
        State state = Files.exists(stateFile)
                ? StateView.read(stateFile, view -> read(view, connectors))
                : new State(Map.of(), Map.of());
        return new Known(now, connectors, configured, inAll, toOneOrigin, state.kept(), state.outlooks(), Map.of());
    }

    /** The same with what first items have told. */
    public Known with(Map<String, Sounded> told) {
        return new Known(now, connectors, configured, inAll, toOneOrigin, kept, outlooks, told);
    }

    private static State read(StateView view, List<OpenConnector> connectors) throws SQLException {
        Map<String, Outlook> outlooks = new TreeMap<>();
        for (OpenConnector connector : connectors) {
            Optional<Outlook> outlook = view.outlook(connector.name());
            outlook.ifPresent(known -> outlooks.put(connector.name(), known));
        }
        return new State(view.limits(), outlooks);
    }
}
