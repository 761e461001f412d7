/** The bundled connectors, a package each. */
module dev.headrace.connectors {
    requires dev.headrace.spi;
    requires java.xml;
    requires static transitive org.jspecify;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.csv;
    requires tools.jackson.dataformat.xml;

    provides dev.headrace.spi.ConnectorProvider with
            dev.headrace.connectors.couchdb.CouchDbProvider,
            dev.headrace.connectors.crossref.CrossrefProvider,
            dev.headrace.connectors.elasticsearch.ElasticsearchProvider,
            dev.headrace.connectors.feed.FeedProvider,
            dev.headrace.connectors.github.GitHubProvider,
            dev.headrace.connectors.graphql.GitHubGraphQlProvider,
            dev.headrace.connectors.hackernews.HackerNewsProvider,
            dev.headrace.connectors.mastodon.MastodonProvider,
            dev.headrace.connectors.mediawiki.MediaWikiProvider,
            dev.headrace.connectors.npm.NpmProvider,
            dev.headrace.connectors.prometheus.PrometheusProvider,
            dev.headrace.connectors.reddit.RedditProvider,
            dev.headrace.connectors.rest.RestProvider,
            dev.headrace.connectors.wordpress.WordPressProvider;
}
