package dev.headrace.engine;

import dev.headrace.engine.config.DefaultConfig;
import dev.headrace.engine.config.NearMisses;
import dev.headrace.engine.discovery.DiscoveredConnector;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.discovery.RejectedProvider;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.StreamSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connectors that there are, for people. Immutable; holds no class of a plugin. */
public final class ConnectorCatalog {
    /**
     * A connector that can be used.
     *
     * @param streams what it gives, by name; empty where the configuration decides
     * @param traits what it says of itself, in the order of the traits
     * @param limits that it declares with the default options, with their sources; empty where the configuration decides
     * @param options what it understands
     * @param className of its provider
     * @param location the jar or directory it came from; empty when it is not known
     */
    public record Entry(
            String name,
            String version,
            String description,
            Map<String, StreamSchema> streams,
            Map<ConnectorInfo.Trait, String> traits,
            List<String> limits,
            ConfigSpec options,
            String className,
            String location) {}

    private final List<Entry> entries;
    private final List<String> rejected;

    private ConnectorCatalog(List<Entry> entries, List<String> rejected) {
        this.entries = entries;
        this.rejected = rejected;
    }

    /**
     * Looks for connectors.
     *
     * @param application sees the connectors of the class path
     * @param plugins a directory with a directory of jars for each plugin; empty when there is none
     * @throws RuntimeException if not a single connector can be used, naming those that were rejected
     */
    public static ConnectorCatalog find(ClassLoader application, Optional<Path> plugins) {
        try (Discovery discovery = Discovery.find(application, plugins)) {
            return new ConnectorCatalog(
                    discovery.connectors().values().stream()
                            .map(ConnectorCatalog::entry)
                            .toList(),
                    discovery.rejected().stream()
                            .map(RejectedProvider::toString)
                            .toList());
        }
    }

    private static Entry entry(DiscoveredConnector connector) {
        return new Entry(
                connector.info().name(),
                connector.info().version(),
                connector.info().description(),
                connector.info().streams(),
                connector.info().traits(),
                limits(connector),
                connector.configSpec(),
                connector.className(),
                connector.location());
    }

    private static List<String> limits(DiscoveredConnector connector) {
        ConnectorConfig defaults = DefaultConfig.of(connector.configSpec());
        try {
            return connector.call(provider -> provider.limits(defaults).stream()
                    .map(limit -> limit.source().isEmpty() ? limit.toString() : limit + " (" + limit.source() + ")")
                    .toList());
        } catch (RuntimeException needsConfiguration) {
            return List.of();
        }
    }

    /** Those that can be used, sorted by name. */
    public List<Entry> entries() {
        return entries;
    }

    /** The one of a name, or empty. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * What to say of a name that is not among them: which one may be meant, and which there are.
     *
     * @param name of no entry
     */
    public String unknown(String name) {
        List<String> names = entries.stream().map(Entry::name).toList();
        return "There is no connector '%s'.%s There are: %s."
                .formatted(name, NearMisses.question(name, names), String.join(", ", names));
    }

    /** Those that are there and cannot be used, one line each: class, jar, reason. */
    public List<String> rejected() {
        return rejected;
    }
}
