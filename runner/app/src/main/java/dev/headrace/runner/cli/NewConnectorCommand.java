package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.runner.repository.ConnectorRepository;
import dev.headrace.runner.repository.RepositoryNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace new-connector}. */
@Command(
        name = "new-connector",
        mixinStandardHelpOptions = true,
        header = "Write a repository for a connector of your own, which builds and passes.",
        description = {
            "Has a provider, one stream in pages behind a token, and its contract",
            "suite. 'mvn verify' in it builds the jar of a plugin."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  headrace new-connector river-levels", "  headrace new-connector river-levels --group=org.rivers"})
final class NewConnectorCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "As configurations will name it, for example river-levels.")
    private String name;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            defaultValue = "com.example",
            description = "Maven's group, by default ${DEFAULT-VALUE}.")
    private String group;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            defaultValue = "",
            description = "Of the classes, by default the group and the name.")
    private String packageName;

    @Option(names = "--directory", paramLabel = "DIR", description = "What to make, by default a directory NAME.")
    private @Nullable Path directory;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    NewConnectorCommand() {}

    @Override
    public Integer call() {
        RepositoryNames names = names();
        Path target = directory == null ? Path.of(name) : directory;
        List<Path> written = write(new ConnectorRepository(names), target);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote %d files into %s:".formatted(written.size(), target));
        written.forEach(file -> out.println("  " + file));
        out.println();
        out.println("Next: cd %s && mvn verify; its README.md says what to change first, and how to run it."
                .formatted(target));
        return ExitCode.OK;
    }

    private RepositoryNames names() {
        if (bundled().stream().anyMatch(name::equals)) {
            throw wrong(
                    "There is a connector '%s' already, bundled with Headrace: no plugin can have its name. Look at it with"
                                    .formatted(name)
                            + " 'headrace describe %s', or choose another name.".formatted(name));
        }
        try {
            return RepositoryNames.of(name, group, packageName);
        } catch (IllegalArgumentException unusable) {
            throw wrong(String.valueOf(unusable.getMessage()));
        }
    }

    private static List<String> bundled() {
        return ConnectorCatalog.find(NewConnectorCommand.class.getClassLoader(), Optional.empty()).entries().stream()
                .map(ConnectorCatalog.Entry::name)
                .toList();
    }

    private List<Path> write(ConnectorRepository repository, Path target) {
        try {
            return repository.write(target);
        } catch (FileAlreadyExistsException full) {
            throw wrong("There is something in '%s' already, which stays as it is. Name another place with --directory."
                    .formatted(target));
        } catch (IOException failure) {
            throw new UncheckedIOException(Unwritable.sentence(target, failure), failure);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
