package dev.headrace.connectors.graphql;

import dev.headrace.connectors.OptionChecks;
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
import java.time.Duration;
import java.util.List;

/** Issues and pull requests of GitHub repositories by GraphQL, whose budget is counted in points and not in requests. */
public final class GitHubGraphQlProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of(
                        "github-graphql", "1.0.0", "Issues and pull requests of GitHub repositories, by GraphQL")
                .stream("issues", GraphQlSchemas.ISSUES)
                .stream("pulls", GraphQlSchemas.PULLS)
                .trait(
                        Trait.PAGES,
                        "cursor in a variable, until hasNextPage is false or, for pulls, the records are known")
                .trait(Trait.INCREMENTAL, "what was updated since the last run")
                .trait(Trait.AUTHENTICATION, "bearer token")
                .trait(Trait.PROOF, "own payloads");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://api.github.com")
                .required("repositories", ConfigSpec.Type.STRING_LIST, "What to collect, each as OWNER/NAME")
                .required("token", ConfigSpec.Type.SECRET, "A personal access token; GraphQL knows no strangers")
                .optional("streams", ConfigSpec.Type.STRING_LIST, GraphQlStream.names(), "Which of issues and pulls")
                .integer("page-size", 100, 1, 100, "Records asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("github-graphql")
                .window(5_000, Duration.ofHours(1))
                .window(2_000, Duration.ofMinutes(1))
                .concurrency(10)
                .perCredential()
                .hints(LimitHints.gitHubGraphQl())
                .source("docs.github.com, rate limits and query limits for the GraphQL API, archived page read"
                        + " 2026-11-23: 5,000 points an hour for a user, 2,000 a minute, 100 at once (10 is a"
                        + " courtesy, for REST shares the 100)"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return Auth.bearer(config.secret("token"));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config)
                .repositories()
                .eachOf("streams", GraphQlStream.names())
                .done();
        List<GraphQlStream> streams = config.strings("streams").stream()
                .flatMap(name -> GraphQlStream.named(name).stream())
                .toList();
        return new GitHubGraphQl(config.strings("repositories"), streams, config.integer("page-size"));
    }
}
