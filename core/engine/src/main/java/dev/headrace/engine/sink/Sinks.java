package dev.headrace.engine.sink;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The kinds of sinks that there are. */
public final class Sinks {
    private Sinks() {}

    /**
     * The bundled kinds and those that {@link ServiceLoader} finds, by name. A bundled name cannot be taken by another.
     *
     * @param loader sees the sinks that are not bundled
     * @throws java.util.ServiceConfigurationError if a provider is broken, naming it
     */
    public static Map<String, SinkProvider> available(ClassLoader loader) {
        Map<String, SinkProvider> found = new TreeMap<>();
        for (SinkProvider provider : ServiceLoader.load(SinkProvider.class, loader)) {
            found.put(provider.name(), provider);
        }
        for (SinkProvider provider : new SinkProvider[] {new JsonLinesSinkProvider(), new SqliteSinkProvider()}) {
            found.put(provider.name(), provider);
        }
        return found;
    }
}
