package dev.headrace.connectors.rest;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import tools.jackson.databind.json.JsonMapper;

/** A search by POST whose cursor is in the body, and a list for each of its records. */
class RestSearchContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new RestProvider())
                .options("""
                        auth { type = bearer }
                        streams {
                          numbers {
                            path = "/search", records = /items
                            body.json = \"""{"from": "{cursor}", "at": 0}\"""
                            incremental { field = updated_at, initial = "2026-01-01" }
                            pagination { type = cursor, in = body, param = /at, at = /next }
                          }
                          notes { parent = numbers, path = "/notes/{id}", id = "{numbers.id}/{n}", add { of = "{numbers.id}" } }
                        }
                        """)
                .secret("auth.token", "s3cret-t0ken")
                .route("/search", RestSearchContractTest::search)
                .route("/notes/*", request -> Reply.json("[{\"n\":1}]"))
                .records(2 * Numbers.ALL);
    }

    private static Reply search(ReceivedRequest request) {
        long at = JsonMapper.shared().readTree(request.body()).path("at").asLong(0);
        String next = at + Numbers.PAGE < Numbers.ALL ? ",\"next\":%d".formatted(at + Numbers.PAGE) : "";
        return Reply.json("{\"items\":%s%s}".formatted(Numbers.after(at), next));
    }
}
