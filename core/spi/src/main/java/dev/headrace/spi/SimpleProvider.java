package dev.headrace.spi;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The provider of a connector that has no options but {@code base-url}: a public class that extends it says everything in its
 * constructor. Any method may still be overridden, for example {@link #limits}.
 */
public abstract class SimpleProvider implements ConnectorProvider {
    private final ConnectorInfo info;
    private final String baseUrl;
    private final Supplier<Connector> connector;

    /**
     * @param info who the connector is
     * @param baseUrl where the upstream is when the configuration does not say otherwise; absolute
     * @param connector makes one for each instance; called by {@link #open}, never before
     */
    protected SimpleProvider(ConnectorInfo info, String baseUrl, Supplier<Connector> connector) {
        this.info = Objects.requireNonNull(info, "info is null");
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl is null");
        this.connector = Objects.requireNonNull(connector, "connector is null");
    }

    @Override
    public final ConnectorInfo info() {
        return info;
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty().baseUrl(baseUrl);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return connector.get();
    }
}
