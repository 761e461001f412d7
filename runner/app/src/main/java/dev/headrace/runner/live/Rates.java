package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Records a second over the last seconds of a run, by its own clock. For one thread. */
public final class Rates {
    private static final Duration SPAN = Duration.ofSeconds(5);
    /** Closer looks add nothing but memory. */
    private static final Duration STEP = Duration.ofMillis(250);
    /** A shorter span says nothing. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private record Sample(Duration at, Map<String, Long> records, long all) {
        static final Sample START = new Sample(Duration.ZERO, Map.of(), 0);

        static Sample of(Progress progress) {
            Map<String, Long> records = new HashMap<>();
            progress.connectors().forEach(one -> records.put(one.name(), one.records()));
            long all = progress.connectors().stream()
                    .mapToLong(ConnectorProgress::records)
                    .sum();
            return new Sample(progress.elapsed(), records, all);
        }

        long records(String name) {
            return records.getOrDefault(name, 0L);
        }
    }

    private final Deque<Sample> samples = new ArrayDeque<>();
    private Sample latest = Sample.START;

    /** Those of a run that begins. */
    public Rates() {
        samples.add(Sample.START);
    }

    /** Looks at the run once more; not older than what was looked at before. */
    public void add(Progress progress) {
        latest = Sample.of(progress);
        while (samples.size() > 1 && latest.at().minus(samples.getFirst().at()).compareTo(SPAN) > 0) {
            samples.removeFirst();
        }
        if (latest.at().minus(samples.getLast().at()).compareTo(STEP) >= 0) {
            samples.addLast(latest);
        }
    }

    /** Of one instance. */
    public long perSecond(String name) {
        return perSecond(latest.records(name) - samples.getFirst().records(name));
    }

    /** Of all together. */
    public long perSecond() {
        return perSecond(latest.all() - samples.getFirst().all());
    }

    private long perSecond(long more) {
        Duration span = latest.at().minus(samples.getFirst().at());
        return span.compareTo(LEAST) < 0 ? 0 : Math.round(more * 1e9 / span.toNanos());
    }
}
