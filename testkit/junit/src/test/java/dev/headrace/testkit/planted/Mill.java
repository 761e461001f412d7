package dev.headrace.testkit.planted;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.FieldType;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.StreamSchema;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** A connector that keeps every promise: a list in three pages, and an item for each of its ids. The planted ones break one. */
public class Mill implements ConnectorProvider {
    static final String TOKEN = "t0k3n-0f-th3-m1ll";

    /** One instance; all it does is said by the provider, so that a planted fault is one method. */
    private record Running(Mill mill, ConnectorConfig config, ConnectorContext context) implements Connector {
        @Override
        public Step plan(Cursors cursors) {
            return mill.plan();
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext step) {
            return mill.collect(item, step);
        }
    }

    /** The good case of any mill. */
    static GoodCase goodCase(Mill mill) {
        return GoodCase.of(mill)
                .route("/list", Mill::list)
                .route("/items/*", request -> Reply.json(body(request.path().substring(7))))
                .secret("token", TOKEN)
                .records(5)
                .atMostItems(200);
    }

    private static Reply list(ReceivedRequest request) {
        long page = request.query("page", 1);
        String next = "<%s>; rel=\"next\"".formatted(request.absolute("/list?page=" + (page + 1)));
        Reply reply = Reply.json(page == 1 ? "[1,2]" : page == 2 ? "[3,4]" : page == 3 ? "[5]" : "[]");
        return page < 3 ? reply.withHeader("Link", next) : reply;
    }

    private static String body(String id) {
        return "{\"id\":\"%s\",\"name\":\"stone %s\"}".formatted(id, id);
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("mill", "1.0.0", "Stones of a mill").stream("stones", schema());
    }

    StreamSchema schema() {
        return StreamSchema.of("One stone")
                .id("{/id}")
                .field("/id", FieldType.STRING, "Its number")
                .optional("/name", FieldType.STRING, "What the miller calls it");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://mill.example")
                .secret("token", "Made by the miller")
                .optional("size", ConfigSpec.Type.STRING, "7", "How fine the flour is");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("mill").window(600, Duration.ofMinutes(1)).concurrency(8));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Running(this, config, context);
    }

    Step plan() {
        return Step.empty().then(WorkItem.of("list").with(Pages.URL, "/list"));
    }

    CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().send(call(item)).thenApply(reply -> step(item, reply));
    }

    HttpCall call(WorkItem item) {
        return HttpCall.get(item.kind().equals("list") ? item.arg(Pages.URL) : "/items/" + item.arg("id"));
    }

    Step step(WorkItem item, HttpReply reply) {
        return item.kind().equals("list") ? page(item, reply) : stone(reply);
    }

    Step page(WorkItem item, HttpReply reply) {
        List<JsonNode> ids = Pages.elements(reply, "");
        Step step = Step.empty();
        ids.forEach(id -> step.then(stone(id.asString())));
        return Pages.link().follow(step, item, reply, ids);
    }

    WorkItem stone(String id) {
        return WorkItem.of("stone").with("id", id);
    }

    Step stone(HttpReply reply) {
        if (!reply.json().path("id").isString()) {
            throw new PermanentException(reply.uri() + " has no stone with an id");
        }
        return Step.empty().emit("stones", reply.json().path("id").asString(), reply.json());
    }
}
