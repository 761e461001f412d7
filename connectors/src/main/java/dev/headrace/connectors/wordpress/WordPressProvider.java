package dev.headrace.connectors.wordpress;

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

/** What is on a WordPress site: posts, pages, media, comments, categories, tags. */
public final class WordPressProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("wordpress", "1.0.0", "Posts, comments and more of a WordPress site").stream(
                        "posts", WordPressSchemas.POSTS)
                .stream("pages", WordPressSchemas.PAGES)
                .stream("media", WordPressSchemas.MEDIA)
                .stream("comments", WordPressSchemas.COMMENTS)
                .stream("categories", WordPressSchemas.CATEGORIES)
                .stream("tags", WordPressSchemas.TAGS)
                .trait(Trait.PAGES, "page numbers, all at once by the number of pages in X-WP-TotalPages")
                .trait(Trait.INCREMENTAL, "what was modified since the last run; comments made since; the rest whole")
                .trait(Trait.AUTHENTICATION, "application password, or none")
                .trait(Trait.PROOF, "WordPress 6.1 with MariaDB");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .optional(
                        "streams",
                        ConfigSpec.Type.STRING_LIST,
                        List.of("posts", "pages", "comments"),
                        "Which of posts, pages, media, comments, categories and tags")
                .optional("user", ConfigSpec.Type.STRING, "Who it is; goes with password")
                .secret("password", "An application password, made in the user's profile")
                .integer("page-size", 100, 1, 100, "Records asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("wordpress", config)
                .concurrency(4)
                .source("WordPress states no rate, only 100 records a page (developer.wordpress.org/rest-api,"
                        + " pagination and frequently asked questions, archived pages read 2026-11-23); 4 at"
                        + " once is a courtesy to small hosts"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return Account.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        OptionChecks.of(config)
                .eachOf("streams", WordPressStream.names())
                .and(Account.problems(config))
                .done();
        List<WordPressStream> streams = config.strings("streams").stream()
                .flatMap(name -> WordPressStream.named(name).stream())
                .toList();
        return new WordPress(streams, config.integer("page-size"));
    }
}
