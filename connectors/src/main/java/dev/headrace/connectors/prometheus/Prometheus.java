package dev.headrace.connectors.prometheus;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * For each query: the time from where the last run ended to the server's own time, which is asked for first. A span that is too long
 * for a request, or that the server refuses as too much, becomes two. A scope is a query, and its cursor the first second not read.
 */
final class Prometheus implements Connector {
    private static final String CLOCK = "clock";
    private static final String SPAN = "span";
    private static final String QUERY = "query";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final Map<String, String> queries;
    private final Instant first;
    private final Optional<Instant> last;
    private final Spans spans;

    Prometheus(Map<String, String> queries, Instant first, Optional<Instant> last, Spans spans) {
        this.queries = queries;
        this.first = first;
        this.last = last;
        this.spans = spans;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        queries.keySet()
                .forEach(query -> step.then(WorkItem.of(CLOCK)
                        .with(QUERY, query)
                        .with(FROM, cursors.get(query).map(Long::valueOf).orElse(first.getEpochSecond()))
                        .inScope(query)));
        return step;
    }

    @Override
    public Optional<WorkItem> probe() {
        return queries.keySet().stream()
                .findFirst()
                .map(query -> WorkItem.of(CLOCK).with(QUERY, query).with(FROM, Long.MAX_VALUE / 2));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        if (item.kind().equals(CLOCK)) {
            return context.http().send(now()).thenApply(reply -> upToNow(item, reply));
        }
        Span span = span(item);
        if (spans.isTooLong(span)) {
            return CompletableFuture.completedFuture(cut(item, spans.cut(span)));
        }
        return context.http().send(range(item, span)).thenApply(reply -> samples(item, span, reply));
    }

    private static HttpCall now() {
        return HttpCall.get("/api/v1/query").query(QUERY, "time()");
    }

    private HttpCall range(WorkItem item, Span span) {
        return HttpCall.get("/api/v1/query_range")
                .query(QUERY, queries.getOrDefault(item.arg(QUERY), ""))
                .query("start", span.first())
                .query("end", span.last())
                .query("step", spans.step())
                .accepting(400, 422);
    }

    private Step upToNow(WorkItem item, HttpReply reply) {
        JsonNode time = Answers.success(reply).at("/data/result/0");
        if (!time.isNumber()) {
            throw new PermanentException("%s does not tell its time: %s".formatted(reply.uri(), reply.text()));
        }
        long now = (long) time.doubleValue();
        Optional<Span> span = spans.between(
                Long.parseLong(item.arg(FROM)),
                Math.min(now, last.map(Instant::getEpochSecond).orElse(now)));
        return span.map(whole -> Step.empty().then(of(WorkItem.of(SPAN).with(QUERY, item.arg(QUERY)), whole)))
                .orElseGet(Step::empty);
    }

    private Step samples(WorkItem item, Span span, HttpReply reply) {
        if (Answers.isTooMuch(reply) && span.first() < span.last()) {
            return cut(item, spans.halve(span));
        }
        Step step = Step.empty().cursor(String.valueOf(span.last() + spans.step()));
        Answers.samples(item.arg(QUERY), reply)
                .forEach(sample -> step.emit("samples", sample.path("id").asString(), sample));
        return step;
    }

    private static Step cut(WorkItem item, Span[] two) {
        return Step.empty().then(of(item, two[0])).then(of(item, two[1]));
    }

    private static WorkItem of(WorkItem item, Span span) {
        return item.with(FROM, span.first()).with(TO, span.last());
    }

    private static Span span(WorkItem item) {
        return new Span(Long.parseLong(item.arg(FROM)), Long.parseLong(item.arg(TO)));
    }
}
