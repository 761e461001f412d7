package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import java.util.Iterator;
import java.util.Optional;

/** The connectors of the class path, for completion. Looked for when somebody asks, not before. */
final class ConnectorNames implements Iterable<String> {
    ConnectorNames() {}

    @Override
    public Iterator<String> iterator() {
        return ConnectorCatalog.find(ConnectorNames.class.getClassLoader(), Optional.empty()).entries().stream()
                .map(ConnectorCatalog.Entry::name)
                .iterator();
    }
}
