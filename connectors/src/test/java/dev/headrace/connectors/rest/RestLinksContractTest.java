package dev.headrace.connectors.rest;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

/** Pages by {@code Link}, with a list below each record, a limit and a token. */
class RestLinksContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new RestProvider())
                .options("""
                        auth { type = bearer }
                        limit { name = mills, permits = 100, per = 1m }
                        streams {
                          mills { path = "/mills", pagination { type = link } }
                          stones { path = "/mills/{id}/stones", parent = mills }
                        }
                        """)
                .secret("auth.token", "m1ll-t0ken-0f-rest")
                .route("/mills", RestLinksContractTest::mills)
                .route("/mills/*", RestLinksContractTest::stones)
                .records(7);
    }

    private static Reply mills(ReceivedRequest request) {
        boolean second = request.query("page").isPresent();
        Reply page = Reply.json(second ? "[{\"id\":3}]" : "[{\"id\":1},{\"id\":2}]");
        String next = "<%s>; rel=\"next\"".formatted(request.absolute("/mills?page=2"));
        return second ? page : page.withHeader("Link", next);
    }

    private static Reply stones(ReceivedRequest request) {
        String mill = request.path().replaceAll("/mills/(.*)/stones", "$1");
        String more = mill.equals("3") ? ",{\"id\":\"3-2\"}" : "";
        return Reply.json("[{\"id\":\"%s-1\"}%s]".formatted(mill, more));
    }
}
