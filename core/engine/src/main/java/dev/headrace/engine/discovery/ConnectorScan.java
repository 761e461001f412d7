package dev.headrace.engine.discovery;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects connectors from one loader after the other, and sorts out those whose names collide. Confined to one thread. */
final class ConnectorScan {
    private final GuardedCalls calls;
    private final Map<String, List<DiscoveredConnector>> byName = new TreeMap<>();
    private final List<RejectedProvider> rejected = new ArrayList<>();

    ConnectorScan(GuardedCalls calls) {
        this.calls = calls;
    }

    /** Adds what a loader has; returns how many connectors of it can be asked for their name. */
    int add(ClassLoader loader) {
        ProviderScan<ConnectorProvider> scan = ProviderScan.of(ConnectorProvider.class, loader, calls);
        rejected.addAll(scan.rejected());
        int added = 0;
        for (ProviderScan.Found<ConnectorProvider> found : scan.found()) {
            DiscoveredConnector connector = described(found, loader);
            if (connector != null) {
                byName.computeIfAbsent(connector.info().name(), name -> new ArrayList<>())
                        .add(connector);
                added++;
            }
        }
        return added;
    }

    void reject(List<RejectedProvider> more) {
        rejected.addAll(more);
    }

    List<RejectedProvider> rejected() {
        return rejected;
    }

    /** The connectors whose name is theirs alone. */
    Map<String, DiscoveredConnector> unique() {
        Map<String, DiscoveredConnector> unique = new TreeMap<>();
        byName.forEach((name, connectors) -> {
            if (connectors.size() == 1) {
                unique.put(name, connectors.get(0));
            }
        });
        return unique;
    }

    /** Rejects all connectors that share a name: which of them was meant is not for us to guess. */
    Map<String, String> rejectCollisions() {
        Map<String, String> unusable = new TreeMap<>();
        byName.forEach((name, connectors) -> {
            if (connectors.size() > 1) {
                String reason = "%s connectors have the name '%s': %s; remove all but one."
                        .formatted(connectors.size(), name, places(connectors));
                unusable.put(name, reason);
                connectors.forEach(one -> rejected.add(new RejectedProvider(one.className(), one.location(), reason)));
            }
        });
        return unusable;
    }

    private static String places(List<DiscoveredConnector> connectors) {
        return connectors.stream()
                .map(one -> one.className() + " in " + one.location())
                .collect(Collectors.joining(", "));
    }

    private @Nullable DiscoveredConnector described(ProviderScan.Found<ConnectorProvider> found, ClassLoader loader) {
        ConnectorInfo info = answer(found, loader, "info()", found.provider()::info);
        ConfigSpec spec = info == null ? null : answer(found, loader, "configSpec()", found.provider()::configSpec);
        return info == null || spec == null
                ? null
                : new DiscoveredConnector(found.provider(), info, spec, found.className(), found.location(), loader);
    }

    private <T> @Nullable T answer(
            ProviderScan.Found<ConnectorProvider> found, ClassLoader loader, String what, Callable<T> question) {
        GuardedCalls.Result<T> result = calls.call(loader, question);
        if (result.value() == null) {
            String problem = result.failure() == null
                    ? "returned null"
                    : (result.hangs() ? "" : "failed: ") + result.failure().text();
            rejected.add(new RejectedProvider(found.className(), found.location(), what + " " + problem));
        }
        return result.value();
    }
}
