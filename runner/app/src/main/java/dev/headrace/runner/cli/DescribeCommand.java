package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        header = "Show the options, limits and streams of a connector.")
final class DescribeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The connector.")
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
        ConnectorCatalog.Entry entry = catalog.entry(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no connector '%s', but: %s"
                                .formatted(
                                        name,
                                        catalog.entries().stream()
                                                .map(ConnectorCatalog.Entry::name)
                                                .collect(Collectors.joining(", ")))));
        (markdown ? ConnectorPage.markdown(entry) : ConnectorPage.text(entry))
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
