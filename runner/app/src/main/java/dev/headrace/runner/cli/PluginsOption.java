package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where connectors are looked for beside those that are bundled. */
final class PluginsOption {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A directory with a directory of jars for each plugin; by default 'plugins' if there is one.")
    private @Nullable Path directory;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    PluginsOption() {}

    /** What the command line named, if anything. */
    Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    ConnectorCatalog catalog() {
        if (directory != null && !Files.isDirectory(directory)) {
            throw new ParameterException(
                    command.commandLine(),
                    "There is no directory of plugins '%s'. Make it, or name another with --plugins."
                            .formatted(directory));
        }
        Path chosen = directory == null ? Path.of("plugins") : directory;
        Optional<Path> plugins =
                directory != null || Files.isDirectory(chosen) ? Optional.of(chosen) : Optional.empty();
        return ConnectorCatalog.find(PluginsOption.class.getClassLoader(), plugins);
    }
}
