package dev.headrace.connectors.couchdb;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One walk along the changes of each database. A position is opaque: it is handed back as it came, and never compared. */
final class CouchDb implements Connector {
    private static final String DATABASE = "database";
    private static final String SINCE = "since";

    private final List<String> databases;
    private final int pageSize;

    CouchDb(List<String> databases, int pageSize) {
        this.databases = databases;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String database : databases) {
            step.then(WorkItem.of("changes")
                    .with(DATABASE, database)
                    .with(SINCE, cursors.get(database).orElse("0"))
                    .inScope(database));
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = HttpCall.get("/" + item.arg(DATABASE).replace("/", "%2F") + "/_changes")
                .query(SINCE, item.arg(SINCE))
                .query("limit", pageSize)
                .query("include_docs", true);
        return context.http().send(call).thenApply(reply -> page(item, reply));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        String database = item.arg(DATABASE);
        Step step = Step.empty();
        List<JsonNode> changes = Pages.elements(reply, "/results");
        for (JsonNode change : changes) {
            step.emit("changes", database + "/" + change.path("id").asString(), in(database, change));
        }
        String position = reply.json().path("last_seq").asString();
        step.lastCursor(position);
        // Servers before CouchDB 2 do not say what is pending.
        if (!changes.isEmpty() && reply.json().path("pending").asLong(1) > 0) {
            step.thenPage(item.with(SINCE, position));
        }
        return step;
    }

    private static JsonNode in(String database, JsonNode change) {
        return change instanceof ObjectNode object
                ? object.objectNode().setAll(object).put(DATABASE, database)
                : change;
    }
}
