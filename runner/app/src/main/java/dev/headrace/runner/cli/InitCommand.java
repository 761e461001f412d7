package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.runner.draft.ConfigDraft;
import dev.headrace.runner.view.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace init}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        header = "Write a commented configuration for chosen connectors.",
        description = {
            "Has every option of each connector with its default. What only you",
            "can know is marked. Without names it lists what there is to choose."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  headrace init github feed", "  headrace init rest --output shop.conf"})
final class InitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CONNECTOR",
            arity = "0..*",
            completionCandidates = ConnectorNames.class,
            description = "Names, as 'headrace connectors' lists them.")
    private List<String> names = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "headrace.conf",
            description = "What to write, by default ${DEFAULT-VALUE}.")
    private Path file;

    @Option(names = "--force", description = "Write it even if there is such a file.")
    private boolean force;

    @Mixin
    private PluginsOption plugins;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    InitCommand() {}

    @Override
    public Integer call() {
        ConnectorCatalog catalog = plugins.catalog();
        if (names.isEmpty()) {
            list(catalog);
            return ExitCode.OK;
        }
        Set<String> chosen = new LinkedHashSet<>(names);
        List<ConnectorCatalog.Entry> entries = chosen.stream()
                .map(name -> ConnectorChoice.entry(catalog, name, spec.commandLine()))
                .toList();
        write(ConfigDraft.of(entries, file, plugins.directory()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote %s for %s.".formatted(file, String.join(", ", chosen)));
        out.println("Next: replace each %s in it, then headrace validate %s".formatted(ConfigDraft.FILL_IN, file));
        return ExitCode.OK;
    }

    private void list(ConnectorCatalog catalog) {
        Table table = Table.of("NAME", "DESCRIPTION");
        catalog.entries().forEach(entry -> table.row(entry.name(), entry.description()));
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        out.println();
        out.println("Choose one or several: headrace init NAME...");
        out.println(
                "For an API that is not among them: headrace probe URL, headrace init rest, or headrace new-connector");
    }

    private void write(ConfigDraft draft) {
        if (Files.exists(file) && !force) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is a file '%s' already, which stays as it is. Name another with --output, or replace it with --force."
                            .formatted(file));
        }
        try {
            Files.write(file, draft.lines());
        } catch (IOException failure) {
            throw new UncheckedIOException(Unwritable.sentence(file, failure), failure);
        }
    }
}
