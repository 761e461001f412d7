package dev.headrace.testkit.trial;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.List;
import org.slf4j.Logger;

/**
 * Stands in a trial's services file for the author's provider, and does what that does. Which trial it belongs to it learns
 * from the context class loader, which discovery sets to the loader that it searches.
 */
public final class WatchedProvider implements ConnectorProvider {
    private final ConnectorProvider authors;
    private final Watch watch;

    private record Context(String instance, Logger log) implements ConnectorContext {}

    /** Called by discovery. */
    public WatchedProvider() {
        TrialLoader trial = (TrialLoader) Thread.currentThread().getContextClassLoader();
        authors = trial.provider();
        watch = trial.watch();
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
        List<Limit> declared = authors.limits(config);
        watch.declared(declared);
        return declared;
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return authors.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        Logger log = LoggedLines.copying(context.log(), watch::logged);
        Connector connector = authors.open(config, new Context(context.instance(), log));
        watch.opened(connector);
        return new WatchedConnector(connector, watch);
    }
}
