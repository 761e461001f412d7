package dev.headrace.connectors.mediawiki;

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
import dev.headrace.spi.LimitHints;
import java.util.List;

/** Pages and changes of a wiki that runs MediaWiki. */
public final class MediaWikiProvider implements ConnectorProvider {
    private static final List<String> STREAMS = List.of("pages", "changes");

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("mediawiki", "1.0.0", "Pages and changes of a wiki that runs MediaWiki").stream(
                        "pages", MediaWikiSchemas.PAGES)
                .stream("changes", MediaWikiSchemas.CHANGES)
                .trait(Trait.PAGES, "an object 'continue' that is merged into the next request, until it is missing")
                .trait(Trait.INCREMENTAL, "pages and changes since the last run, as far as recent changes are kept")
                .trait(Trait.AUTHENTICATION, "bearer token (OAuth 2.0 owner-only), or none")
                .trait(Trait.PROOF, "MediaWiki 1.39");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .required("base-url", ConfigSpec.Type.URI, "Where api.php is, for example https://www.mediawiki.org/w")
                .optional("streams", ConfigSpec.Type.STRING_LIST, STREAMS, "Which of pages and changes")
                .integer("namespace", 0, 0, 15, "The wiki's number of the namespace; 0 has the articles")
                .secret("token", "For wikis that ask who reads")
                .integer("max-lag", 5, 1, 60, "Seconds that the wiki's replicas may lag before it is left alone")
                .integer("page-size", 50, 1, 50, "Pages asked for at once");
    }

    /** In series, as the etiquette asks. A wiki that lags, or has had enough, refuses with status 200 and a wait. */
    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("mediawiki", config)
                .concurrency(1)
                .hints(LimitHints.usual().refusal("/error/code", "maxlag"))
                .source("mediawiki.org, API:Etiquette: in series, and maxlag, read 2026-11-22"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config).eachOf("streams", STREAMS).done();
        return new MediaWiki(config);
    }
}
