package dev.headrace.connectors.rest;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * One walk for each stream that has no parent, and one for each record of a parent. An item's kind is its stream's name. What needs
 * the present begins with an item of its own that sends nothing.
 */
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
                step.then(Beginning.ofRoot(stream, cursors));
            }
        }
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        Walk.refuseCut(item);
        RestStream stream = stream(item);
        if (Beginning.isLate(item)) {
            return CompletableFuture.completedFuture(Beginning.late(stream, item, context.now()));
        }
        if (Splitting.isCount(item)) {
            return context.http()
                    .send(Splitting.count(stream, item))
                    .thenApply(reply -> Splitting.counted(stream, item, reply, context.now()));
        }
        return context.http()
                .send(stream.call(item, item.optionalArg(FROM).orElse("")))
                .thenApply(reply -> page(stream, item, reply, context));
    }

    private Step page(RestStream stream, WorkItem item, HttpReply reply, StepContext context) {
        if (Splitting.isTooLarge(stream, item, reply)) {
            return Splitting.halves(stream, item, context.now());
        }
        List<JsonNode> elements = stream.reading().records(reply);
        Step step = Step.empty();
        Known known = Known.of(item);
        int position = 0;
        for (JsonNode element : elements) {
            if (stream.shaping().keeps(element)) {
                record(step, stream, element, known.and(stream.name(), element), position, context);
            }
            position++;
        }
        stream.cursor().ifPresent(cursor -> cursor.propose(step, reply));
        WorkItem page = Splitting.settled(item);
        reply.rest().ifPresent(rest -> step.thenPage(page.with(FROM, rest)));
        if (!stream.reading().streamed()) {
            stream.walk().follow(step, page, reply, elements);
        }
        return step;
    }

    private void record(
            Step step, RestStream stream, JsonNode element, Known known, int position, StepContext context) {
        String id = stream.id().of(element, known, stream.name(), position);
        step.emit(stream.name(), id, stream.shaping().shape(element, known));
        stream.cursor().ifPresent(cursor -> cursor.propose(step, element));
        for (RestStream child : streams.values()) {
            if (child.parent().filter(stream.name()::equals).isPresent()) {
                step.then(Beginning.ofChild(child, known, context.cursors()));
            }
        }
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

    /** A stream that needs no present: the probe has none. */
    @Override
    public Optional<WorkItem> probe() {
        return streams.values().stream()
                .filter(stream -> stream.parent().isEmpty() && !stream.isLate())
                .findFirst()
                .map(stream ->
                        Beginning.ofRoot(stream, scope -> Optional.empty()).get(0));
    }
}
