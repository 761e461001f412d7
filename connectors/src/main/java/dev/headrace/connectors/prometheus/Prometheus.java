package dev.headrace.connectors.prometheus;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * For each query: its spans from where the last run ended to the server's own time, which is asked for first. A scope is a query, and
 * its cursor the first second that was not read.
 */
final class Prometheus implements Connector {
    private static final String CLOCK = "clock";
    private static final String SPAN = "span";
    private static final String QUERY = "query";
    private static final String FROM = "from";
    private static final String TO = "to";
    // So many spans are put into the frontier by one step; the last of them puts in the next lot.
    private static final int LOT = 200;

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
                        .with(
                                FROM,
                                spans.from(cursors.get(query).map(Long::valueOf).orElse(first.getEpochSecond())))
                        .inScope(query)));
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = item.kind().equals(CLOCK)
                ? HttpCall.get("/api/v1/query").query(QUERY, "time()")
                : HttpCall.get("/api/v1/query_range")
                        .query(QUERY, queries.getOrDefault(item.arg(QUERY), ""))
                        .query("start", item.arg(FROM))
                        .query("end", spans.end(second(item, FROM), second(item, TO)))
                        .query("step", spans.step());
        return context.http().send(call).thenApply(reply -> {
            requireSuccess(reply);
            return item.kind().equals(CLOCK) ? cut(item, reply) : samples(item, reply);
        });
    }

    private Step cut(WorkItem item, HttpReply reply) {
        long now = reply.json().at("/data/result/0").asLong();
        long to = Math.min(now, last.map(Instant::getEpochSecond).orElse(now));
        return lot(Step.empty(), WorkItem.of(SPAN).with(QUERY, item.arg(QUERY)).with(TO, to), second(item, FROM));
    }

    private Step lot(Step step, WorkItem span, long from) {
        long to = second(span, TO);
        long next = from;
        for (int number = 0; number < LOT && next <= to; number++) {
            long end = spans.end(next, to);
            boolean more = number == LOT - 1 && end + spans.step() <= to;
            WorkItem item = span.with(FROM, next);
            step.then(more ? item.with("more", end + spans.step()) : item.without("more"));
            next = end + spans.step();
        }
        return step;
    }

    private Step samples(WorkItem item, HttpReply reply) {
        Step step = Step.empty();
        for (JsonNode series : Pages.elements(reply, "/data/result")) {
            String id = item.arg(QUERY) + "/" + series.path("metric") + "/" + item.arg(FROM);
            step.emit(
                    "samples",
                    id,
                    series instanceof ObjectNode object
                            ? object.objectNode().put(QUERY, item.arg(QUERY)).setAll(object)
                            : series);
        }
        step.cursor(String.valueOf(spans.end(second(item, FROM), second(item, TO)) + spans.step()));
        return item.optionalArg("more")
                .map(more -> lot(step, item.without("more"), Long.parseLong(more)))
                .orElse(step);
    }

    private static void requireSuccess(HttpReply reply) {
        if (!reply.json().path("status").asString("").equals("success")) {
            throw new PermanentException("%s answered %d without success: %s"
                    .formatted(
                            reply.uri(),
                            reply.status(),
                            reply.json().path("error").asString("no reason")));
        }
    }

    private static long second(WorkItem item, String name) {
        return Long.parseLong(item.arg(name));
    }
}
