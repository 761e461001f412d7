package dev.headrace.connectors.hackernews;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

class HackerNewsContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new HackerNewsProvider())
                .basePath("/v0")
                .options("list = new")
                .route("/v0/newstories.json", Reply.json("[8001,8002,8003]"))
                .route("/v0/item/*", HackerNewsContractTest::story)
                .records(3);
    }

    private static Reply story(ReceivedRequest request) {
        String id = request.path().substring("/v0/item/".length()).replace(".json", "");
        return Reply.json("""
                {"id":%s,"type":"story","title":"A mill","by":"miller","time":1767225600,"url":"https://mill.example/",
                "text":"It turns.","score":3,"descendants":1,"kids":[9001]}""".formatted(id));
    }
}
