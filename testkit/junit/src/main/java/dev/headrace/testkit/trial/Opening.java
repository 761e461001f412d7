package dev.headrace.testkit.trial;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The author's provider, with a note of what it throws, which the engine only logs when a configuration is checked. */
final class Opening implements ConnectorProvider {
    private final ConnectorProvider authors;
    private volatile @Nullable String thrown;

    Opening(ConnectorProvider authors) {
        this.authors = authors;
    }

    Optional<String> thrown() {
        return Optional.ofNullable(thrown);
    }

    @Override
    public ConnectorInfo info() {
        return authors.info();
    }

    @Override
    public ConfigSpec configSpec() {
        return authors.configSpec();
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return noted(() -> authors.limits(config));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return noted(() -> authors.auth(config));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return noted(() -> authors.open(config, context));
    }

    private <T> T noted(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConfigException inWords) {
            throw inWords;
        } catch (RuntimeException | Error broken) {
            thrown = broken.toString();
            throw broken;
        }
    }
}
