package dev.headrace.connectors.github;

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
import java.time.Duration;
import java.util.List;

/** Issues, releases and comments of GitHub repositories, each time only what has changed. */
public final class GitHubProvider implements ConnectorProvider {
    private static final String SOURCE = "docs.github.com, rate limits for the REST API, read 2026-11-22";

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("github", "1.0.0", "Issues, releases and comments of GitHub repositories").stream(
                        "issues", GitHubSchemas.ISSUES)
                .stream("comments", GitHubSchemas.COMMENTS)
                .stream("releases", GitHubSchemas.RELEASES)
                .trait(Trait.PAGES, "issues and comments by the time of their change, releases along the Link header")
                .trait(
                        Trait.INCREMENTAL,
                        "issues and comments updated since the last run; releases by ETag as long as they are one page")
                .trait(Trait.AUTHENTICATION, "bearer token, or none")
                .trait(Trait.PROOF, "@octokit/fixtures-server 8, recordings");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://api.github.com")
                .required("repositories", ConfigSpec.Type.STRING_LIST, "What to collect, each as OWNER/NAME")
                .secret("token", "A personal access token; without it GitHub allows 60 requests an hour")
                .optional(
                        "streams",
                        ConfigSpec.Type.STRING_LIST,
                        List.copyOf(GitHubStream.names()),
                        "Which of issues, comments and releases")
                .integer("page-size", 100, 1, 100, "Records asked for at once");
    }

    /** One budget for all instances with the same token, which is what GitHub counts by. */
    @Override
    public List<Limit> limits(ConnectorConfig config) {
        int perHour = config.has("token") ? 5_000 : 60;
        Limit limit = Limit.named("github")
                .window(perHour, Duration.ofHours(1))
                .window(900, Duration.ofMinutes(1))
                .concurrency(20)
                .perCredential()
                .source(SOURCE + ": primary limit, 900 points a minute, at most 100 at once (20 is a courtesy)");
        // What has not changed costs nothing, but only those who say who they are.
        return List.of(config.has("token") ? limit.unchangedFree() : limit);
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config)
                .repositories()
                .eachOf("streams", GitHubStream.names())
                .done();
        List<GitHubStream> streams = config.strings("streams").stream()
                .flatMap(name -> GitHubStream.named(name).stream())
                .toList();
        return new GitHub(config.strings("repositories"), streams, config.integer("page-size"));
    }
}
