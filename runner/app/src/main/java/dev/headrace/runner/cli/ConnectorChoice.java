package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the connector that a command line names. Stateless. */
final class ConnectorChoice {
    private ConnectorChoice() {}

    /** @throws ParameterException if there is none, naming those that there are */
    static ConnectorCatalog.Entry entry(ConnectorCatalog catalog, String name, CommandLine command) {
        return catalog.entry(name).orElseThrow(() -> new ParameterException(command, catalog.unknown(name)));
    }
}
