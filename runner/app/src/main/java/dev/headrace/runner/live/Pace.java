package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long the items that are known will take, at the pace of the last minutes. It is no forecast: what is still to be found is not
 * in it. For one thread.
 */
final class Pace {
    /** Longer than the windows of most limits, so that what goes in bursts has a pace. */
    private static final Duration SPAN = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofSeconds(2);
    /** Before, nothing is said. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private record Sample(Duration at, Map<String, Long> ended) {
        static Sample of(Progress progress) {
            Map<String, Long> ended = new HashMap<>();
            progress.connectors()
                    .forEach(one -> ended.put(one.name(), one.items().ended()));
            return new Sample(progress.elapsed(), ended);
        }
    }

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** How long it takes until the last of the known items ends, as far as that can be said. */
    Optional<Duration> left(Progress progress) {
        if (samples.isEmpty()
                || progress.elapsed().minus(samples.getLast().at()).compareTo(STEP) >= 0) {
            samples.addLast(Sample.of(progress));
        }
        while (progress.elapsed().minus(samples.getFirst().at()).compareTo(SPAN) > 0 && samples.size() > 1) {
            samples.removeFirst();
        }
        return progress.connectors().stream()
                .flatMap(one -> left(one, progress.elapsed()).stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> left(ConnectorProgress one, Duration now) {
        if (one.state() != State.RUNNING || one.items().waiting() == 0) {
            return Optional.empty();
        }
        Optional<Duration> opens = one.waitingFor().flatMap(ConnectorProgress.Wait::opensIn);
        Optional<Duration> all = byPace(one, now);
        return all.isPresent() && opens.isPresent() && opens.get().compareTo(all.get()) > 0
                ? opens
                : all.or(() -> opens);
    }

    private Optional<Duration> byPace(ConnectorProgress one, Duration now) {
        Sample first = samples.getFirst();
        Duration span = now.minus(first.at());
        long ended = one.items().ended() - first.ended().getOrDefault(one.name(), 0L);
        if (ended <= 0 || span.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        long rest = one.items().waiting() + one.items().inFlight();
        return Optional.of(Duration.ofMillis(Math.round((double) span.toMillis() * rest / ended)));
    }
}
