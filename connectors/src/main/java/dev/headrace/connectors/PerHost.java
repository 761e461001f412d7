package dev.headrace.connectors;

import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Limit;
import java.util.Locale;
import java.util.Optional;

/** Limits of software that many sites run: each site counts for itself, so instances share a budget only if they share a host. */
public final class PerHost {
    private PerHost() {}

    /**
     * A limit without rules, named after the connector and the host of {@code base-url}, for example
     * {@code wordpress-blog-example}: without dots, which a configuration would have to quote.
     *
     * @param config of an instance; without {@code base-url} the name is the connector's alone
     */
    public static Limit named(String connector, ConnectorConfig config) {
        return host(config).map(host -> Limit.named(connector + "-" + host)).orElseGet(() -> Limit.named(connector));
    }

    private static Optional<String> host(ConnectorConfig config) {
        return config.has("base-url")
                ? Optional.ofNullable(config.uri("base-url").getHost())
                        .map(host -> host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
                : Optional.empty();
    }
}
