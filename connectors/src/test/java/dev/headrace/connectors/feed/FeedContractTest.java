package dev.headrace.connectors.feed;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class FeedContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new FeedProvider())
                .options("feeds = [/rss, /atom], user = miller")
                .secret("password", "feed-c0ntract")
                .route("/rss", FeedSite::rss)
                .route("/atom", FeedSite::atom)
                .records(6);
    }
}
