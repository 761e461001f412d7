package dev.headrace.connectors.couchdb;

import dev.headrace.connectors.Account;
import dev.headrace.connectors.OptionChecks;
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

/** Documents of CouchDB databases, by the feed of their changes. */
public final class CouchDbProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("couchdb", "1.0.0", "Documents of CouchDB databases, as they change").stream(
                        "changes", CouchDbSchema.CHANGES)
                .trait(Trait.PAGES, "the feed's position 'last_seq', until nothing is pending or a page is empty")
                .trait(Trait.INCREMENTAL, "changes since the position of the last run")
                .trait(Trait.AUTHENTICATION, "user and password, or none")
                .trait(Trait.PROOF, "pouchdb-server 4");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .required("databases", ConfigSpec.Type.STRING_LIST, "The names of the databases")
                .optional("user", ConfigSpec.Type.STRING, "Who it is; goes with password")
                .secret("password", "Goes with user")
                .integer("page-size", 500, 1, 10_000, "Changes asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("couchdb", config)
                .concurrency(8)
                .source("CouchDB states no rate, only 2,048 connections (docs.couchdb.org, api/database/changes and"
                        + " maintenance/performance, archived pages read 2026-11-23); 8 at once is a"
                        + " courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return Account.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config)
                .each(
                        "databases",
                        "[a-z_][a-z0-9_$()+/-]*",
                        "is no name of a database: a lower-case letter, then these, digits and _$()+-/")
                .and(Account.problems(config))
                .done();
        return new CouchDb(config.strings("databases"), config.integer("page-size"));
    }
}
