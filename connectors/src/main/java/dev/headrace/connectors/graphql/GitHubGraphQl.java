package dev.headrace.connectors.graphql;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One walk for each stream of each repository, with the cursor of the page before in a variable of the query. */
final class GitHubGraphQl implements Connector {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REPOSITORY = "repository";
    private static final String AFTER = "after";
    private static final String SINCE = "since";

    private final List<String> repositories;
    private final List<GraphQlStream> streams;
    private final int pageSize;

    GitHubGraphQl(List<String> repositories, List<GraphQlStream> streams, int pageSize) {
        this.repositories = repositories;
        this.streams = streams;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String repository : repositories) {
            for (GraphQlStream stream : streams) {
                String scope = repository + "/" + stream.stream();
                WorkItem first = WorkItem.of(stream.stream()).with(REPOSITORY, repository);
                step.then(cursors.get(scope)
                        .map(since -> first.with(SINCE, since))
                        .orElse(first)
                        .inScope(scope));
            }
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        GraphQlStream stream = GraphQlStream.named(item.kind()).orElseThrow();
        String[] repository = item.arg(REPOSITORY).split("/", 2);
        ObjectNode body = JSON.createObjectNode().put("query", stream.query);
        ObjectNode variables = body.putObject("variables")
                .put("owner", repository[0])
                .put("name", repository[1])
                .put("size", pageSize);
        item.optionalArg(AFTER).ifPresent(after -> variables.put(AFTER, after));
        item.optionalArg(SINCE).filter(since -> stream.takesSince()).ifPresent(since -> variables.put(SINCE, since));
        // A query changes nothing, so it may be sent again.
        return context.http().send(HttpCall.post("/graphql", body).repeatable()).thenApply(reply -> page(item, reply));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        requireNoErrors(reply);
        List<JsonNode> all = Pages.elements(reply, "/data/repository/page/nodes");
        // ISO 8601 in UTC: later is larger.
        String known = item.optionalArg(SINCE).orElse("");
        List<JsonNode> fresh = all.stream()
                .filter(node -> node.path("updatedAt").asString("").compareTo(known) >= 0)
                .toList();
        Step step = Step.empty().emitAll(item.kind(), "id", fresh);
        fresh.forEach(node -> step.cursor(node.path("updatedAt").asString()));
        JsonNode info = reply.json().at("/data/repository/page/pageInfo");
        if (info.path("hasNextPage").asBoolean(false) && fresh.size() == all.size()) {
            step.thenPage(item.with(AFTER, info.path("endCursor").asString()));
        }
        return step;
    }

    /** Errors come with status 200, and may come beside a part of the data. */
    private static void requireNoErrors(HttpReply reply) {
        JsonNode errors = reply.json().path("errors");
        if (errors.isEmpty()) {
            return;
        }
        String said = "%s answered %d with errors: %s"
                .formatted(
                        reply.uri(),
                        reply.status(),
                        errors.valueStream()
                                .map(error -> error.path("message").asString(""))
                                .collect(Collectors.joining("; ")));
        // What GitHub could not finish in time has no type.
        boolean known = errors.valueStream().allMatch(error -> error.has("type"));
        throw known ? new PermanentException(said) : new TransientException(said);
    }
}
