package dev.headrace.connectors.crossref;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;

/** Works that Crossref knows: articles, books, data sets. */
public final class CrossrefProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("crossref", "1.0.0", "Metadata of scholarly works from Crossref").stream(
                        "works", CrossrefSchema.WORKS)
                .trait(Trait.PAGES, "an opaque cursor that may stay the same, until a page is empty")
                .trait(Trait.INCREMENTAL, "works indexed since the day of the last run")
                .trait(Trait.AUTHENTICATION, "none; an address of mail for the polite pool")
                .trait(Trait.PROOF, "recording");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://api.crossref.org")
                .optional("query", ConfigSpec.Type.STRING, "Words to search for")
                .optional(
                        "filters",
                        ConfigSpec.Type.STRING_MAP,
                        "Crossref's filters, for example { issn = 0028-0836, type = journal-article }")
                .optional(
                        "mailto",
                        ConfigSpec.Type.STRING,
                        "Your address of mail: twice the rate, and a word before a ban")
                .integer("page-size", 200, 1, 1_000, "Works asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        boolean polite = config.has("mailto");
        return List.of(
                Limit.named("crossref")
                        .window(polite ? 10 : 5, Duration.ofSeconds(1))
                        .concurrency(polite ? 3 : 1)
                        .source(
                                "x-rate-limit-limit and -interval as recorded in 2026; that requests at once are limited too is"
                                        + " said on crossref.org, REST API, access and authentication, read 2026-11-22, without a number"));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Crossref(config);
    }
}
