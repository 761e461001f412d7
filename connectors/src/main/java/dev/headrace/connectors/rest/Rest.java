package dev.headrace.connectors.rest;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** One walk for each stream that has no parent, and one for each record of a parent. An item's kind is its stream's name. */
final class Rest implements Connector {
    /** Of an item that goes on in a body that is streamed. */
    private static final String FROM = "from";

    private final Map<String, RestStream> streams;

    Rest(Map<String, RestStream> streams) {
        this.streams = streams;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (RestStream stream : streams.values()) {
            if (stream.parent().isEmpty()) {
                step.then(root(stream, cursors).inScope(stream.name()));
            }
        }
        return step;
    }

    private static WorkItem root(RestStream stream, Cursors cursors) {
        HttpCall first = firstPage(stream, stream.path());
        Optional<RestCursor> cursor = stream.cursor();
        if (cursor.isPresent()) {
            Optional<String> since =
                    cursors.get(stream.name()).or(() -> cursor.get().initial());
            first = since.isPresent() ? first.query(cursor.get().param(), since.get()) : first;
        }
        return item(stream, first);
    }

    private static HttpCall firstPage(RestStream stream, String path) {
        HttpCall call = HttpCall.get(path);
        for (Map.Entry<String, String> param : stream.params().entrySet()) {
            call = call.query(param.getKey(), param.getValue());
        }
        return call;
    }

    private static WorkItem item(RestStream stream, HttpCall first) {
        return WorkItem.of(stream.name()).with(Pages.URL, first.target());
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        RestStream stream = stream(item);
        HttpCall call = stream.reading(
                HttpCall.get(item.arg(Pages.URL)), item.optionalArg(FROM).orElse(""));
        for (Map.Entry<String, String> field : stream.headers().entrySet()) {
            call = call.header(field.getKey(), field.getValue());
        }
        return context.http()
                .send(stream.conditional() ? call.conditional() : call)
                .thenApply(reply -> page(item, reply));
    }

    private Step page(WorkItem item, HttpReply reply) {
        RestStream stream = stream(item);
        List<JsonNode> records = records(stream, reply);
        Step step = Step.empty().emitAll(stream.name(), stream.id(), records);
        for (JsonNode record : records) {
            stream.cursor().ifPresent(cursor -> propose(step, Fields.of(record, cursor.field())));
            children(step, stream, record);
        }
        reply.rest().ifPresent(rest -> step.thenPage(item.with(FROM, rest)));
        return stream.streamed() ? step : stream.pages().follow(step, item, reply, records);
    }

    private static void propose(Step step, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            step.cursor(value.asString());
        }
    }

    private void children(Step step, RestStream parent, JsonNode record) {
        for (RestStream child : streams.values()) {
            if (child.parent().filter(parent.name()::equals).isPresent()) {
                step.then(item(child, firstPage(child, Fields.fill(child.path(), record, parent.name()))));
            }
        }
    }

    private static List<JsonNode> records(RestStream stream, HttpReply reply) {
        if (stream.streamed() && !reply.notModified()) {
            return List.copyOf(reply.json().values());
        }
        if (stream.format() != RestFormat.XML || reply.notModified()) {
            return Pages.elements(reply, stream.records());
        }
        // In XML a list of one is not told from a single element, and an empty list is no element at all.
        JsonNode node = reply.json().at(stream.records());
        return node.isArray() ? List.copyOf(node.values()) : node.isMissingNode() ? List.of() : List.of(node);
    }

    private RestStream stream(WorkItem item) {
        RestStream stream = streams.get(item.kind());
        if (stream == null) {
            throw new IllegalStateException(
                    "stream '%s' is no longer configured, but an unfinished run has %s; ".formatted(item.kind(), item)
                            + "put it back, or give up the run with 'headrace state reset'");
        }
        return stream;
    }

    @Override
    public Optional<WorkItem> probe() {
        return streams.values().stream()
                .filter(stream -> stream.parent().isEmpty())
                .findFirst()
                .map(stream -> item(stream, firstPage(stream, stream.path())));
    }
}
