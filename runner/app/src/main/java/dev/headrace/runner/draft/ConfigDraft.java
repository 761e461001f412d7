package dev.headrace.runner.draft;

import dev.headrace.engine.ConnectorCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A configuration to begin with: every option of the chosen connectors with what it is, of the other sections the few that matter.
 * What only its reader can know is marked. Immutable.
 */
public final class ConfigDraft {
    /** What stands where the reader has to put something; such a value counts as not given. */
    public static final String FILL_IN = "${?fill-in}";

    /** With {@code FILE} for the file's name, and {@code NAMES} for what was chosen. */
    private static final String HEAD = """
            # A configuration of Headrace for NAMES.
            #
            # - Replace each ${?fill-in}: what stands there only you can know. Until then 'headrace validate FILE' names it.
            # - A line like '#key = value' is an option that may stay as it is. It shows the default, or an example where there is
            #   none. Take the '#' away to change it.
            # - A secret is never written here: it comes from the environment, as ${?NAME}, or from a file, as { file = PATH }.
            # - Then: 'headrace plan FILE' tells what a run would need, 'headrace run FILE' collects.

            # What was collected so far is kept in this file. Without it the next run collects everything again.
            state = headrace-state.db

            # Where the records go: jsonl writes a file for each stream, sqlite a table.
            output { type = jsonl, directory = out }
            """;

    private static final String ENGINE = """

            engine {
              # The most requests under way in the whole run.
              #in-flight = 64

              # The most attempts at one work item, the first included.
              #attempts = 3

              # For one request with its retries and redirects, not counting the wait for the budget.
              #request-timeout = 60s

              # What a commit survives: full a power failure too, normal a killed process.
              #durability = full
            }

            # What upstreams allow. Each connector declares its own limits; one of the same name here replaces it. Instances whose limits
            # have one name share it, and so do all that name one in 'under'.
            limits {
            """;

    private static final String OWN_LIMIT = """

              # For instances with 'under = [shared]': all of them together send no more than this.
              #shared { permits = 60, per = 1m, concurrency = 4 }
            }

            connectors {
            """;

    private final List<ConnectorCatalog.Entry> chosen;
    private final Path file;
    private final Optional<Path> plugins;

    private ConfigDraft(List<ConnectorCatalog.Entry> chosen, Path file, Optional<Path> plugins) {
        this.chosen = List.copyOf(chosen);
        this.file = file;
        this.plugins = plugins;
    }

    /**
     * A draft.
     *
     * @param chosen at least one connector
     * @param file where it will stand; paths in it are relative to its directory
     * @param plugins the directory of plugins, if one was named
     */
    public static ConfigDraft of(List<ConnectorCatalog.Entry> chosen, Path file, Optional<Path> plugins) {
        return new ConfigDraft(chosen, file, plugins);
    }

    /** The whole file. */
    public List<String> lines() {
        String names = chosen.stream().map(ConnectorCatalog.Entry::name).collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>(HEAD.replace("NAMES", names)
                .replace("FILE", file.toString())
                .lines()
                .toList());
        plugins.ifPresent(directory -> {
            lines.add("");
            lines.add("# Connectors beside the bundled ones: a directory of jars for each.");
            lines.add("plugins = " + Shown.value(relative(directory)));
        });
        lines.addAll(ENGINE.lines().toList());
        lines.addAll(declared());
        lines.addAll(OWN_LIMIT.lines().toList());
        for (ConnectorCatalog.Entry entry : chosen) {
            lines.addAll(new InstanceDraft(entry).lines());
        }
        lines.remove(lines.size() - 1);
        lines.add("}");
        return lines;
    }

    private String relative(Path directory) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path absolute = directory.toAbsolutePath().normalize();
        return parent == null || !parent.getRoot().equals(absolute.getRoot())
                ? absolute.toString()
                : parent.relativize(absolute).toString();
    }

    /** The limits of the chosen, and who shares them; nothing where only a configuration decides. */
    private List<String> declared() {
        Map<String, List<String>> sharers = new TreeMap<>();
        Map<String, String> rules = new TreeMap<>();
        for (ConnectorCatalog.Entry entry : chosen) {
            for (String limit : entry.limits()) {
                String name = limit.substring(0, limit.indexOf(": "));
                rules.putIfAbsent(name, limit);
                sharers.computeIfAbsent(name, any -> new ArrayList<>()).add(entry.name());
            }
        }
        List<String> lines = new ArrayList<>();
        sharers.forEach((name, all) -> {
            String shared = String.join(" and ", all) + (all.size() > 1 ? " share it." : " is under it.");
            lines.add("  # Declared is %s; %s".formatted(withoutSource(rules.getOrDefault(name, name)), shared));
            lines.add("  #%s { permits = 100, per = 1m }".formatted(Shown.key(name)));
        });
        return lines;
    }

    private static String withoutSource(String limit) {
        int source = limit.indexOf(" (");
        return source < 0 ? limit : limit.substring(0, source);
    }
}
