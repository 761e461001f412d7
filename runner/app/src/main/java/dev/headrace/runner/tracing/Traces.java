package dev.headrace.runner.tracing;

import dev.headrace.engine.observe.ItemSeen;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.engine.observe.RequestSeen;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A span for each run, for each attempt at an item, and for each request, by the semantic conventions for HTTP clients. The names of
 * Headrace's own attributes begin with {@code headrace.}.
 */
public final class Traces implements RunObserver {
    private static final AttributeKey<String> RUN = AttributeKey.stringKey("headrace.run.id");
    private static final AttributeKey<List<String>> INSTANCES = AttributeKey.stringArrayKey("headrace.connectors");
    private static final AttributeKey<Long> RECORDS = AttributeKey.longKey("headrace.records");
    private static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("headrace.connector");
    private static final AttributeKey<String> STREAM = AttributeKey.stringKey("headrace.stream");
    private static final AttributeKey<String> ITEM = AttributeKey.stringKey("headrace.item");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("headrace.attempt");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("headrace.outcome");
    private static final AttributeKey<Double> BUDGET_WAIT = AttributeKey.doubleKey("headrace.budget.wait");

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESEND = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    private Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.headrace");
    }

    /** Traces for the SDK or the agent of this process; nothing, at no cost, where there is none. */
    public static RunObserver ofProcess() {
        return GlobalOpenTelemetry.isSet() ? of(GlobalOpenTelemetry.get()) : RunObserver.NONE;
    }

    static RunObserver of(OpenTelemetry telemetry) {
        return new Traces(telemetry);
    }

    @Override
    public RunTrace begins(String run, List<String> instances, Instant began) {
        Span span = tracer.spanBuilder("run " + String.join(", ", instances))
                .setNoParent()
                .setStartTimestamp(began)
                .setAttribute(RUN, run)
                .setAttribute(INSTANCES, instances)
                .startSpan();
        return new OfRun(span);
    }

    private final class OfRun implements RunTrace {
        private final Span span;
        private final Context context;

        OfRun(Span span) {
            this.span = span;
            this.context = Context.root().with(span);
        }

        @Override
        public ItemTrace item(ItemSeen item) {
            Span one = tracer.spanBuilder(item.instance() + " " + item.stream())
                    .setParent(context)
                    .setStartTimestamp(item.began())
                    .setAttribute(CONNECTOR, item.instance())
                    .setAttribute(STREAM, item.stream())
                    .setAttribute(ATTEMPT, (long) item.attempt())
                    .startSpan();
            if (one.isRecording()) {
                one.setAttribute(ITEM, item.text().get());
            }
            return new OfItem(one);
        }

        @Override
        public void ends(RunReport report, Instant at) {
            span.setAttribute(RECORDS, report.records());
            if (report.status() == RunStatus.FAILED) {
                span.setStatus(StatusCode.ERROR, report.problem().orElse(report.sentence()));
            }
            span.end(at);
        }
    }

    private final class OfItem implements ItemTrace {
        private final Span span;
        private final Context context;

        OfItem(Span span) {
            this.span = span;
            this.context = Context.root().with(span);
        }

        @Override
        public void requested(RequestSeen request) {
            Span one = tracer.spanBuilder(request.method())
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(context)
                    .setStartTimestamp(request.began())
                    .setAttribute(CONNECTOR, request.instance())
                    .setAttribute(METHOD, request.method())
                    .setAttribute(ADDRESS, request.host())
                    .setAttribute(PORT, (long) request.port())
                    .setAttribute(BUDGET_WAIT, request.waited().toNanos() / 1e9)
                    .startSpan();
            if (one.isRecording()) {
                describe(request, one);
            }
            one.end(request.began().plus(request.took()));
        }

        @Override
        public void ends(ItemEnding ending) {
            span.setAttribute(OUTCOME, ending.outcome().name().toLowerCase(Locale.ROOT));
            span.setAttribute(RECORDS, (long) ending.records());
            if (ending.outcome() != Outcome.SUCCEEDED) {
                span.setStatus(StatusCode.ERROR, ending.cause());
            }
            span.end(ending.at());
        }
    }

    private static void describe(RequestSeen request, Span span) {
        span.setAttribute(URL, request.target().get());
        if (request.attempt() > 1) {
            span.setAttribute(RESEND, request.attempt() - 1L);
        }
        if (request.status() > 0) {
            span.setAttribute(STATUS, (long) request.status());
        }
        if (request.status() == 0 || request.status() >= 400) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, request.status() == 0 ? request.result() : String.valueOf(request.status()));
        }
    }
}
