package dev.headrace.connectors.npm;

import dev.headrace.connectors.PerHost;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.List;

/** Packages of a registry that speaks npm's protocol: the public one, a mirror, or a company's own. */
public final class NpmProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("npm-registry", "1.0.0", "Packages of a registry that speaks npm's protocol").stream(
                        "packages", NpmSchemas.PACKAGES)
                .stream("documents", NpmSchemas.DOCUMENTS)
                .trait(Trait.PAGES, "offset in 'from', until a page is empty: 'total' may be the page's size")
                .trait(Trait.INCREMENTAL, "each document by ETag")
                .trait(Trait.AUTHENTICATION, "bearer token, or none")
                .trait(Trait.PROOF, "Verdaccio 6");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .required("search", ConfigSpec.Type.STRING, "What to search for, for example keywords:water")
                .optional("documents", ConfigSpec.Type.BOOLEAN, true, "Collect the document of each package too")
                .secret("token", "For registries that ask who it is")
                .integer("page-size", 250, 1, 250, "Packages asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("npm-registry", config)
                .concurrency(8)
                .source("The protocol's description states no rate (npm/registry on GitHub, docs/REGISTRY-API.md,"
                        + " archived page read 2026-11-23); 8 at once is a courtesy, and a 429 says how long"
                        + " to wait"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Npm(config.string("search"), config.bool("documents"), config.integer("page-size"));
    }
}
