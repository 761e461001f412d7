package dev.headrace.engine.discovery;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorProvider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The connectors of one application. Immutable; closing it closes the class loaders of the plugins, so close it after the run.
 */
public final class Discovery implements AutoCloseable {
    private final Map<String, DiscoveredConnector> connectors;
    private final List<RejectedProvider> rejected;
    private final Map<String, String> unusable;

    private Discovery(
            Map<String, DiscoveredConnector> connectors,
            List<RejectedProvider> rejected,
            Map<String, String> unusable) {
        this.connectors = connectors;
        this.rejected = List.copyOf(rejected);
        this.unusable = Map.copyOf(unusable);
    }

    /**
     * Looks for connectors.
     *
     * @param application sees the SPI and the connectors of the class path, usually the loader of the application's main class
     * @param plugins a directory with a directory of jars for each plugin; empty when there is none
     * @throws NoConnectorException if not a single connector can be used
     */
    public static Discovery find(ClassLoader application, Optional<Path> plugins) {
        Map<String, DiscoveredConnector> found = new LinkedHashMap<>();
        for (ConnectorProvider provider : ServiceLoader.load(ConnectorProvider.class, application)) {
            found.put(
                    provider.info().name(),
                    new DiscoveredConnector(
                            provider,
                            provider.info(),
                            provider.configSpec(),
                            provider.getClass().getName(),
                            "",
                            application));
        }
        if (found.isEmpty()) {
            throw new NoConnectorException("the class path", List.of());
        }
        return new Discovery(found, List.of(), Map.of());
    }

    /** The connectors that can be used, by name, sorted. */
    public Map<String, DiscoveredConnector> connectors() {
        return connectors;
    }

    /** Those that are there and cannot be used. */
    public List<RejectedProvider> rejected() {
        return rejected;
    }

    /** The options of every connector that can be used, by name. */
    public Map<String, ConfigSpec> specs() {
        Map<String, ConfigSpec> specs = new LinkedHashMap<>();
        connectors.forEach((name, connector) -> specs.put(name, connector.configSpec()));
        return specs;
    }

    /** Why a connector of a known name cannot be used, as a sentence by name; for those whose name could be learnt. */
    public Map<String, String> unusable() {
        return unusable;
    }

    @Override
    public void close() {}
}
