package dev.headrace.engine.sink;

import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of sinks that there are. */
public final class Sinks {
    private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);
    /** A class path that cannot be read may fail for ever without a step forward. */
    private static final int GIVE_UP_AFTER = 100;

    private Sinks() {}

    /**
     * The bundled kinds and those that {@link ServiceLoader} finds, by name. A bundled name cannot be taken by another. A provider
     * that cannot be loaded is named in the log and left out: the others are not its concern.
     *
     * @param loader sees the sinks that are not bundled
     */
    public static Map<String, SinkProvider> available(ClassLoader loader) {
        Map<String, SinkProvider> found = new TreeMap<>();
        Iterator<ServiceLoader.Provider<SinkProvider>> providers =
                ServiceLoader.load(SinkProvider.class, loader).stream().iterator();
        int failures = 0;
        while (failures < GIVE_UP_AFTER) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                SinkProvider provider = providers.next().get();
                found.put(provider.name(), provider);
            } catch (ServiceConfigurationError | LinkageError broken) {
                LOG.warn("A sink cannot be loaded and is left out: {}", broken.toString());
                failures++;
            }
        }
        for (SinkProvider provider : new SinkProvider[] {new JsonLinesSinkProvider(), new SqliteSinkProvider()}) {
            found.put(provider.name(), provider);
        }
        return found;
    }
}
