package dev.headrace.runner.probe;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;

/** What {@code headrace probe} fetches with: it keeps answers as they are, with the header fields that tell something. */
public final class ProbeProvider implements ConnectorProvider {
    static final String STREAM = "answers";

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("probe", "1.0.0", "What 'headrace probe' fetches with").stream(
                STREAM, "One answer with its header fields; the id is its place");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .required("target", ConfigSpec.Type.STRING, "The address below base-url")
                .secret("token", "A bearer token");
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new ProbeConnector(config.string("target"));
    }
}
