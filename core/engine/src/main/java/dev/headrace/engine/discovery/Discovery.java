package dev.headrace.engine.discovery;

import dev.headrace.spi.ConfigSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The connectors of one application: those that its class loader sees, and those in directories of plugins. Immutable; closing
 * it closes the class loaders of the plugins, so close it after the run.
 *
 * <p>A connector that cannot be loaded or described is rejected, with class, jar and reason as text, and keeps no other from
 * being found. Connectors of the same name are all rejected.
 */
public final class Discovery implements AutoCloseable {
    /** A constructor, {@code info()} and {@code configSpec()} do no work; what takes this long hangs. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final Map<String, DiscoveredConnector> connectors;
    private final List<RejectedProvider> rejected;
    private final Map<String, String> unusable;
    private final List<PluginLoader> loaders;

    private Discovery(
            Map<String, DiscoveredConnector> connectors,
            List<RejectedProvider> rejected,
            Map<String, String> unusable,
            List<PluginLoader> loaders) {
        this.connectors = Collections.unmodifiableMap(connectors);
        this.rejected = List.copyOf(rejected);
        this.unusable = Map.copyOf(unusable);
        this.loaders = List.copyOf(loaders);
    }

    /**
     * Looks for connectors.
     *
     * @param application sees the SPI and the connectors of the class path, usually the loader of the application's main class
     * @param plugins a directory with a directory of jars for each plugin; empty when there is none
     * @throws NoConnectorException if not a single connector can be used
     */
    public static Discovery find(ClassLoader application, Optional<Path> plugins) {
        return find(application, plugins, CALL_LIMIT);
    }

    /** @param limit for one call into a provider */
    static Discovery find(ClassLoader application, Optional<Path> plugins, Duration limit) {
        Map<String, String> unusable = new TreeMap<>();
        List<PluginLoader> loaders = new ArrayList<>();
        try (GuardedCalls calls = new GuardedCalls(limit)) {
            ConnectorScan scan = new ConnectorScan(calls);
            scan.add(application);
            plugins.ifPresent(directory -> loaders.addAll(plugins(scan, directory, application, unusable)));
            unusable.putAll(scan.rejectCollisions());
            Map<String, DiscoveredConnector> connectors = scan.unique();
            unusable.keySet().removeAll(connectors.keySet());
            Discovery discovery = new Discovery(connectors, scan.rejected(), unusable, loaders);
            if (connectors.isEmpty()) {
                discovery.close();
                throw new NoConnectorException(places(plugins), scan.rejected());
            }
            return discovery;
        }
    }

    /** The connectors that can be used, by name, sorted. */
    public Map<String, DiscoveredConnector> connectors() {
        return connectors;
    }

    /** Those that are there and cannot be used, and files that hinder finding them. */
    public List<RejectedProvider> rejected() {
        return rejected;
    }

    /** The options of every connector that can be used, by name. */
    public Map<String, ConfigSpec> specs() {
        Map<String, ConfigSpec> specs = new LinkedHashMap<>();
        connectors.forEach((name, connector) -> specs.put(name, connector.configSpec()));
        return specs;
    }

    /**
     * Why a connector of a name cannot be used, as a sentence. The name of one that could not even be loaded is not known; the
     * name of its directory of plugins stands for it.
     */
    public Map<String, String> unusable() {
        return unusable;
    }

    /**
     * Closes the loaders of the plugins.
     *
     * @throws UncheckedIOException if a jar cannot be closed; the others have been closed then
     */
    @Override
    public void close() {
        close(loaders);
    }

    /** Loads each plugin; the loader of one without a usable connector is closed at once, so that nothing of it remains. */
    private static List<PluginLoader> plugins(
            ConnectorScan scan, Path directory, ClassLoader application, Map<String, String> unusable) {
        PluginDirectories found = PluginDirectories.in(directory, application);
        scan.reject(found.rejected());
        List<PluginLoader> used = new ArrayList<>();
        for (PluginDirectories.Plugin plugin : found.plugins()) {
            int before = scan.rejected().size();
            if (scan.add(plugin.loader()) > 0) {
                used.add(plugin.loader());
            } else {
                if (scan.rejected().size() == before) {
                    scan.reject(List.of(new RejectedProvider(
                            "",
                            directory.resolve(plugin.name()).toString(),
                            "no jar of this plugin names a connector in META-INF/services.")));
                }
                unusable.put(plugin.name(), scan.rejected().get(before).toString());
                close(List.of(plugin.loader()));
            }
        }
        return used;
    }

    private static void close(List<PluginLoader> loaders) {
        List<IOException> failures = new ArrayList<>();
        for (PluginLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new UncheckedIOException("cannot close the jars of a plugin", failures.get(0));
        }
    }

    private static String places(Optional<Path> plugins) {
        return plugins.map(directory -> "the class path and in " + directory).orElse("the class path");
    }
}
