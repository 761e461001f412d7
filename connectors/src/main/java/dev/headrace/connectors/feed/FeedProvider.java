package dev.headrace.connectors.feed;

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

/** Entries of RSS, Atom and JSON feeds of a site. */
public final class FeedProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("feed", "1.0.0", "Entries of RSS, Atom and JSON feeds").stream(
                        "entries", FeedSchema.ENTRIES)
                .trait(Trait.PAGES, "none: a feed is one document")
                .trait(Trait.INCREMENTAL, "feeds that have changed, by ETag and Last-Modified")
                .trait(Trait.AUTHENTICATION, "user and password, or none")
                .trait(Trait.PROOF, "feeds of MediaWiki and WordPress, 694 feeds of the corpus of feedparser");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .optional(
                        "feeds",
                        ConfigSpec.Type.STRING_LIST,
                        List.of("/feed"),
                        "Addresses, relative to base-url or whole")
                .optional("user", ConfigSpec.Type.STRING, "Who it is; goes with password")
                .secret("password", "Goes with user");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("feed", config)
                .concurrency(2)
                .source("No feed format names a rate: JSON Feed 1.1 asks for conditional requests, RSS 2.0 has a"
                        + " feed's own ttl (archived pages read 2026-11-23; RFC 4287 was not read again); 2"
                        + " at once is a courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return Account.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config).and(Account.problems(config)).done();
        return new Feed(config.strings("feeds"));
    }
}
