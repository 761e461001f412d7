/** The bundled connectors, a package each. */
module dev.headrace.connectors {
    requires dev.headrace.spi;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    provides dev.headrace.spi.ConnectorProvider with
            dev.headrace.connectors.github.GitHubProvider,
            dev.headrace.connectors.hackernews.HackerNewsProvider;
}
