package dev.headrace.connectors.reddit;

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
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** New posts of subreddits, for an application that is registered with Reddit. */
public final class RedditProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("reddit", "1.0.0", "New posts of subreddits").stream("posts", RedditSchema.POSTS)
                .trait(Trait.PAGES, "token 'after', until it is null or the posts are known")
                .trait(
                        Trait.INCREMENTAL,
                        "posts not older than the newest one of the last run; Reddit lists 1,000 at most")
                .trait(Trait.AUTHENTICATION, "OAuth 2.0 client credentials")
                .trait(Trait.PROOF, "recording");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://oauth.reddit.com")
                .required("subreddits", ConfigSpec.Type.STRING_LIST, "Names without r/")
                .required("client-id", ConfigSpec.Type.STRING, "Of the application, as registered at Reddit")
                .required("client-secret", ConfigSpec.Type.SECRET, "Of the application")
                .required("user-agent", ConfigSpec.Type.STRING, "As Reddit wants it: PLATFORM:APP:VERSION (by /u/NAME)")
                .optional(
                        "token-url",
                        ConfigSpec.Type.URI,
                        URI.create("https://www.reddit.com/api/v1/access_token"),
                        "Where tokens are issued")
                .integer("page-size", 100, 1, 100, "Posts asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("reddit")
                .window(1_000, Duration.ofMinutes(10))
                .concurrency(4)
                .source(
                        "Reddit's announcement of 2023-05-31 in r/modnews, read 2026-11-22: 100 a minute for an OAuth client,"
                                + " in windows of 10 minutes; 4 at once is a courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return Auth.clientCredentials(
                config.uri("token-url"), config.string("client-id"), config.secret("client-secret"), List.of());
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config)
                .each(
                        "subreddits",
                        "[A-Za-z0-9_]+(\\+[A-Za-z0-9_]+)*",
                        "is no subreddit: letters, digits and _, without r/")
                .done();
        return new Reddit(config.strings("subreddits"), config.string("user-agent"), config.integer("page-size"));
    }
}
