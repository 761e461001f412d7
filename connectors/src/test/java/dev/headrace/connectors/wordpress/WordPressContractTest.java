package dev.headrace.connectors.wordpress;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class WordPressContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new WordPressProvider())
                .options("streams = [posts, pages, media, comments, categories, tags], user = miller, page-size = 2")
                .secret("password", "w0rd press c0ntract")
                .route("/wp-json/wp/v2/posts", new WordPressSite(5)::list)
                .route("/wp-json/wp/v2/pages", new WordPressSite(3)::list)
                .route("/wp-json/wp/v2/media", new WordPressSite(1)::list)
                .route("/wp-json/wp/v2/comments", new WordPressSite(1)::list)
                .route("/wp-json/wp/v2/categories", new WordPressSite(1)::list)
                .route("/wp-json/wp/v2/tags", new WordPressSite(1)::list)
                .records(12);
    }
}
