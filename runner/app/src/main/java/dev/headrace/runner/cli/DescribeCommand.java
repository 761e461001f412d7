package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        header = "Show the options, limits and streams of a connector.")
final class DescribeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            completionCandidates = ConnectorNames.class,
            description = "The connector.")
    private String name;

    @Option(names = "--markdown", description = "As a page of documentation.")
    private boolean markdown;

    @Mixin
    private PluginsOption plugins;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    DescribeCommand() {}

    @Override
    public Integer call() {
        ConnectorCatalog catalog = plugins.catalog();
        ConnectorCatalog.Entry entry = ConnectorChoice.entry(catalog, name, spec.commandLine());
        (markdown ? ConnectorPage.markdown(entry) : ConnectorPage.text(entry))
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
