package dev.headrace.connectors.rest;

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

/** Collects from any API that answers with lists of records, described in the configuration. */
public final class RestProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("rest", "1.0.0", "Any JSON, NDJSON, CSV or XML API, described in the configuration")
                .trait(
                        Trait.PAGES,
                        "every way of the others here and more, each with stop rules that the configuration says")
                .trait(Trait.INCREMENTAL, "from the largest value of a field, by windows of time, or by ETag")
                .trait(Trait.AUTHENTICATION, "bearer, basic, key in header or query, OAuth 2.0, or none")
                .trait(
                        Trait.PROOF,
                        "@octokit/fixtures-server 8, PostGraphile 4, ten ready configurations against simulated answers");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .section("auth", RestAuth.SPEC, "How requests are authenticated")
                .section("limit", RestLimit.SPEC, "What the upstream allows; instances with the same name share it")
                .sections("streams", StreamSpec.SPEC, "The lists to collect, by the name of their stream");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return config.has("limit") ? List.of(RestLimit.of(config)) : List.of();
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("auth") ? RestAuth.of(config.section("auth")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Rest(Streams.of(config));
    }
}
