package dev.headrace.runner.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The meters by name and labels, each made when it is first needed. Values that are read elsewhere are kept here and set before each
 * scrape, so that nothing refers to a run that is over. Thread-safe.
 */
final class Meters {
    private record Key(Metric metric, Tags tags) {}

    /** Upper bounds of the histogram of requests, in milliseconds: from a cache's answer to the usual timeout. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    /** A number that is set. Meters hold it strongly: Micrometer would forget a value that nothing else refers to. */
    private static final class Value {
        private volatile double number;
    }

    /** What upstreams and connectors make up; the other labels have the values of the configuration. */
    private static final Set<String> UNBOUNDED = Set.of("host", "stream");

    private final MeterRegistry registry;
    private final Labels labels = new Labels();
    private final Map<Key, Object> made = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param labels names and values in turn; hosts and streams beyond a bound become {@code other} */
    Tags tags(String... labels) {
        String[] bounded = labels.clone();
        for (int i = 1; i < bounded.length; i += 2) {
            if (UNBOUNDED.contains(bounded[i - 1])) {
                bounded[i] = this.labels.bounded(bounded[i - 1], bounded[i]);
            }
        }
        return Tags.of(bounded);
    }

    /** Whether there may be a series of this value: what goes up and down cannot be added up as {@code other}. */
    boolean hasRoom(String label, String value) {
        return labels.isKnown(label, value);
    }

    /** Counts up. */
    void count(Metric metric, double more, Tags tags) {
        Counter counter = meter(
                metric,
                tags,
                () -> Counter.builder(metric.id())
                        .baseUnit(metric.unit())
                        .description(metric.help())
                        .tags(tags)
                        .register(registry));
        counter.increment(more);
    }

    /** Adds a span to a histogram. */
    void time(Metric metric, Duration span, Tags tags) {
        Timer timer = meter(
                metric,
                tags,
                () -> Timer.builder(metric.id())
                        .serviceLevelObjectives(BOUNDS)
                        .description(metric.help())
                        .tags(tags)
                        .register(registry));
        timer.record(span);
    }

    /** Sets what goes up and down. */
    void set(Metric metric, double value, Tags tags) {
        Value kept = meter(metric, tags, () -> {
            Value made = new Value();
            registered(Gauge.builder(metric.id(), made, one -> one.number)
                    .baseUnit(metric.unit())
                    .description(metric.help())
                    .tags(tags)
                    .strongReference(true)
                    .register(registry));
            return made;
        });
        kept.number = value;
    }

    /** Sets what only goes up, and is counted elsewhere. */
    void reached(Metric metric, double value, Tags tags) {
        Value kept = meter(metric, tags, () -> {
            Value made = new Value();
            registered(FunctionCounter.builder(metric.id(), made, one -> one.number)
                    .baseUnit(metric.unit())
                    .description(metric.help())
                    .tags(tags)
                    .register(registry));
            return made;
        });
        kept.number = Math.max(kept.number, value);
    }

    /** The registry has it from now on; its numbers come from the value that is kept here. */
    private void registered(Meter meter) {
        assert registry.getMeters().contains(meter);
    }

    @SuppressWarnings("unchecked") // Each metric has meters of one kind.
    private <M> M meter(Metric metric, Tags tags, Supplier<M> making) {
        return (M) made.computeIfAbsent(new Key(metric, tags), key -> making.get());
    }
}
