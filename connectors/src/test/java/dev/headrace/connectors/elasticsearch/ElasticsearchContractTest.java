package dev.headrace.connectors.elasticsearch;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class ElasticsearchContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new ElasticsearchProvider())
                .options("indices = [mills, races], cursor = at, page-size = 2")
                .secret("api-key", "elastic-c0ntract")
                .route("/mills/_search", new ElasticsearchIndex(5)::search)
                .route("/races/_search", new ElasticsearchIndex(0)::search)
                .records(5);
    }
}
