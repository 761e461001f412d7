package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.runner.view.Table;
import dev.headrace.spi.ConnectorInfo.Trait;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace connectors}. */
@Command(
        name = "connectors",
        mixinStandardHelpOptions = true,
        header = "List the connectors that can be used, and those that are broken.")
final class ConnectorsCommand implements Callable<Integer> {
    @Option(names = "--markdown", description = "As a table of documentation, with all that each supports.")
    private boolean markdown;

    @Mixin
    private PluginsOption plugins;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ConnectorsCommand() {}

    @Override
    public Integer call() {
        ConnectorCatalog catalog = plugins.catalog();
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            ConnectorPage.overview(catalog.entries()).forEach(out::println);
            return ExitCode.OK;
        }
        Table table = Table.of("NAME", "VERSION", "DESCRIPTION", "STREAMS", "PROVEN AGAINST", "FROM");
        for (ConnectorCatalog.Entry entry : catalog.entries()) {
            String from = entry.location().substring(entry.location().lastIndexOf('/') + 1);
            String streams = String.join(", ", entry.streams().keySet());
            String proof = entry.traits().getOrDefault(Trait.PROOF, "");
            table.row(entry.name(), entry.version(), entry.description(), streams, proof, from);
        }
        table.lines().forEach(out::println);
        if (!catalog.rejected().isEmpty()) {
            out.println();
            out.println("These cannot be used:");
            catalog.rejected().forEach(line -> out.println("  " + line));
        }
        out.println();
        out.println("Details: headrace describe NAME");
        return ExitCode.OK;
    }
}
