package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two declarations of one limit made one, the stricter rule of each kind. */
final class StricterRules {
    private StricterRules() {}

    static boolean same(Limit one, Limit other) {
        return one.windows().equals(other.windows())
                && one.spacing().equals(other.spacing())
                && one.concurrency().equals(other.concurrency());
    }

    /** Windows of one length become the smaller; windows of different lengths hold together. */
    static Limit of(Limit one, Limit other) {
        Limit strict = Limit.named(one.name()).source(one.source());
        for (Map.Entry<Duration, Integer> window : windows(one, other).entrySet()) {
            strict = strict.window(window.getValue(), window.getKey());
        }
        Optional<Duration> spacing = Stream.of(one.spacing(), other.spacing())
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
        if (spacing.isPresent()) {
            strict = strict.spacing(spacing.get());
        }
        OptionalInt concurrency = Stream.of(one.concurrency(), other.concurrency())
                .flatMapToInt(OptionalInt::stream)
                .min();
        return concurrency.isPresent() ? strict.concurrency(concurrency.getAsInt()) : strict;
    }

    private static Map<Duration, Integer> windows(Limit one, Limit other) {
        Map<Duration, Integer> smallest = new TreeMap<>();
        Stream.concat(one.windows().stream(), other.windows().stream())
                .forEach(window -> smallest.merge(window.length(), window.permits(), Math::min));
        return smallest;
    }
}
