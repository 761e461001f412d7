package dev.headrace.engine.config;

import dev.headrace.spi.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration file that has been parsed, but not yet checked: its connectors must be known for that, and the file says
 * where some of them are. Confined to one thread.
 *
 * <p>Relative paths in the file are relative to the directory of the file, not to the working directory: a run gives the same
 * result wherever it is started.
 */
public final class ConfigFile {
    private final Hocon hocon;
    private final Path directory;
    private final Problems problems;

    private ConfigFile(Hocon hocon, Path directory, Problems problems) {
        this.hocon = hocon;
        this.directory = directory;
        this.problems = problems;
    }

    /**
     * Parses a file.
     *
     * @param environment answers {@code ${NAME}}, usually {@link System#getenv()}
     * @throws ConfigException if the file, or one that it includes, cannot be read or parsed
     */
    public static ConfigFile read(Path file, Map<String, String> environment) {
        Problems problems = new Problems();
        Hocon hocon = Hocon.parse(file, environment, problems);
        Path directory = file.toAbsolutePath().normalize().getParent();
        return new ConfigFile(hocon, directory == null ? file.toAbsolutePath() : directory, problems);
    }

    /**
     * The directory of the plugins, absolute: what the option {@code plugins} says, or {@code plugins} beside the file if
     * there is one. Empty when there is none; a wrong value is reported by {@link #check}.
     */
    public Optional<Path> plugins() {
        return new RunConfigReader(hocon, directory, new Problems())
                .plugins()
                .or(() -> Optional.of("plugins"))
                .map(directory::resolve)
                .filter(Files::isDirectory);
    }

    /**
     * Checks the whole file. May be called once.
     *
     * @param connectors what the section {@code connectors} may name
     * @param sinks what the section {@code output} may name
     * @throws ConfigException with every problem of the file, if there is any
     */
    public RunConfig check(Catalog connectors, Catalog sinks) {
        return new RunConfigReader(hocon, directory, problems).read(connectors, sinks);
    }
}
