/** The bundled connectors, a package each. */
module dev.headrace.connectors {
    requires dev.headrace.spi;
    requires static transitive org.jspecify;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.csv;
    requires tools.jackson.dataformat.xml;

    provides dev.headrace.spi.ConnectorProvider with
            dev.headrace.connectors.couchdb.CouchDbProvider,
            dev.headrace.connectors.crossref.CrossrefProvider,
            dev.headrace.connectors.github.GitHubProvider,
            dev.headrace.connectors.hackernews.HackerNewsProvider,
            dev.headrace.connectors.mastodon.MastodonProvider,
            dev.headrace.connectors.npm.NpmProvider,
            dev.headrace.connectors.reddit.RedditProvider,
            dev.headrace.connectors.rest.RestProvider;
}
