package dev.headrace.connectors.hackernews;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.List;

/** Stories of Hacker News through its public API, which asks for no account and states no limit. */
public final class HackerNewsProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("hackernews", "1.0.0", "Stories of Hacker News, by the list they are on").stream(
                        "stories", HackerNewsSchema.STORIES)
                .trait(Trait.PAGES, "a list of ids, and one request for each")
                .trait(Trait.INCREMENTAL, "no: the lists are short, and change all the time")
                .trait(Trait.AUTHENTICATION, "none")
                .trait(Trait.PROOF, "own payloads");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://hacker-news.firebaseio.com/v0")
                .choice(
                        "list",
                        List.of("top", "new", "best", "ask", "show", "job"),
                        "Which list of stories to collect");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(
                Limit.named("hackernews")
                        .concurrency(20)
                        .source(
                                "The API's page states no limit (github.com/HackerNews/API, read 2026-11-22); 20 at once is a courtesy"));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new HackerNews("/" + config.string("list") + "stories.json");
    }
}
