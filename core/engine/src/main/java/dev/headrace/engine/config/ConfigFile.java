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
 * <p>The file is HOCON. Relative paths in it are relative to its directory, not to the working directory: a run gives the same
 * result wherever it is started.
 *
 * <pre>{@code
 * state = "headrace-state.db"        # the default; what was collected so far
 * plugins = "plugins"                # plugins/<name>/*.jar; left out when there is no such directory
 *
 * output {                           # Output.SPEC, and the options of the sink
 *   type = jsonl
 *   directory = "out"
 * }
 * engine {                           # EngineOptions.SPEC
 *   in-flight = 64
 *   stuck-after = 20ms
 * }
 * report {                           # ReportOptions.SPEC
 *   directory = "reports"
 * }
 * limits {                           # replace the limits of the same name that connectors declare
 *   github { permits = 5000, per = 1h, spacing = 100ms, concurrency = 10 }
 *   "api.example.com" { windows = [{ permits = 10, per = 1s }, { permits = 1000, per = 1d }] }
 * }
 * connectors {                       # the instances of this run
 *   github {                         # ConnectorInstance.SPEC, and the options of the connector
 *     token = ${?GITHUB_TOKEN}
 *     repositories = [apache/maven]
 *   }
 *   github-internal {
 *     connector = github             # by default the name of the instance
 *     token = { file = "secrets/token" }
 *     http { attempt-timeout = 10s, max-body = 64MiB }
 *   }
 * }
 * defaults { ... }                   # not read; a place for what others refer to with ${defaults...}
 * }</pre>
 *
 * <p>The rules are strict, since a slip in a file is found best before the run: an option that is not known is an error, and so
 * is one that is given twice in one file, unless the later value has a substitution. A duration and a size need a unit, a whole
 * number has no fraction and no quotes, and {@code true} and {@code false} are the only words for themselves. {@code null}
 * counts as not given. {@code ${NAME}} is an option of the file or else a variable of the environment, whose text may also be
 * read as a number or as {@code true}; system properties play no part. {@code include "FILE"} includes a file that must be
 * there, relative to the including one.
 *
 * <p>A secret is given as {@code ${?NAME}} or as {@code { file = PATH }}, of which the line end is cut; as a plain text it is
 * accepted with a warning. No message, warning or text form made here shows a secret, or any value from the environment.
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
