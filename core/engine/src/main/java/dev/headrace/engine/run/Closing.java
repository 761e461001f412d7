package dev.headrace.engine.run;

import dev.headrace.spi.Connector;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the connectors of a run that ends, each on its strand; a failure is only logged. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /**
     * Has them closed.
     *
     * @param instances none if the run has not begun: then no other thread has met the connectors
     * @param stuck the strands that would never come to it
     */
    static void of(List<OpenConnector> connectors, List<Instance> instances, Collection<String> stuck) {
        if (instances.isEmpty()) {
            connectors.forEach(open -> close(open.name(), open.connector()));
        }
        for (Instance instance : instances) {
            if (!stuck.contains(instance.name())) {
                instance.strand().execute(() -> close(instance.name(), instance.connector()));
            }
        }
    }

    private static void close(String name, Connector connector) {
        try {
            connector.close();
        } catch (Throwable failure) {
            LOG.warn("closing '{}' failed", name, failure);
        }
    }
}
