package dev.headrace.runner.metrics;

import dev.headrace.engine.observe.ItemSeen;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.engine.observe.RequestSeen;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.endpoint.Page;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Counts what runs do, and tells it in the text format of Prometheus. Thread-safe. */
public final class Metrics implements RunObserver, AutoCloseable {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final Polled polled = new Polled(meters);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private Metrics() {}

    /** Nothing counted yet, but for the JVM. */
    public static Metrics start() {
        Metrics metrics = new Metrics();
        List<MeterBinder> jvm = List.of(
                new JvmMemoryMetrics(),
                metrics.collections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        jvm.forEach(one -> one.bindTo(metrics.registry));
        return metrics;
    }

    /** From now on the counters of this run are read at each scrape, until it ends. */
    public void follow(Run run) {
        polled.follow(run);
    }

    /** What is told under {@code /metrics}. */
    public Page page() {
        return () -> new Page.Answer(200, FORMAT, text());
    }

    /** Everything, as it is now. */
    String text() {
        polled.read();
        return registry.scrape();
    }

    /** Those of {@code headrace serve}. */
    public ServeMetrics serving() {
        return new ServeMetrics(meters, this::follow);
    }

    @Override
    public RunTrace begins(String run, List<String> instances, Instant began) {
        return new RunTrace() {
            @Override
            public ItemTrace item(ItemSeen item) {
                return new Item(item);
            }

            @Override
            public void ends(RunReport report, Instant at) {
                report.connectors().forEach(one -> ended(one, report, at));
            }
        };
    }

    private void ended(ConnectorReport connector, RunReport report, Instant at) {
        String status = report.stopped() ? "stopped" : report.status().name().toLowerCase(Locale.ROOT);
        meters.count(Metric.RUNS, 1, meters.tags("connector", connector.name(), "status", status));
        if (connector.complete() && !report.stopped()) {
            meters.set(Metric.LAST_SUCCESS, at.toEpochMilli() / 1e3, meters.tags("connector", connector.name()));
        }
    }

    private final class Item implements ItemTrace {
        private final ItemSeen item;

        Item(ItemSeen item) {
            this.item = item;
        }

        @Override
        public void requested(RequestSeen request) {
            Tags place = meters.tags("connector", request.instance(), "host", request.host());
            meters.count(Metric.REQUESTS, 1, place.and("status", statusClass(request.status())));
            meters.count(Metric.RESPONSE, (double) request.bytes(), place);
            meters.time(Metric.REQUEST_DURATION, request.took(), place);
            if (request.result().equals("retried")) {
                meters.count(Metric.RETRIES, 1, place);
            }
        }

        @Override
        public void ends(ItemEnding ending) {
            Tags stream = meters.tags("connector", item.instance(), "stream", item.stream());
            String outcome = ending.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
            meters.count(Metric.ITEMS, 1, stream.and("outcome", outcome));
            meters.count(Metric.RECORDS, ending.records(), stream);
            meters.time(Metric.ITEM_DURATION, Duration.between(item.began(), ending.at()), stream);
        }
    }

    private static String statusClass(int status) {
        return status == 0 ? "none" : status / 100 + "xx";
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
