package dev.headrace.connectors.rest;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Reply;

/** Pages by number, until one that is empty, with a key in the query. */
class RestNumbersContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new RestProvider())
                .options("""
                        auth { type = query, name = key }
                        streams { numbers { path = "/numbers", pagination { type = page, param = page } } }
                        """)
                .secret("auth.key", "k3y-in-the-query")
                .route("/numbers", request -> Reply.json(Numbers.numbered(request, 1)))
                .records(Numbers.ALL);
    }
}
