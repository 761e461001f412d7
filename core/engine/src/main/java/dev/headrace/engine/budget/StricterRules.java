package dev.headrace.engine.budget;

import dev.headrace.spi.EndpointClass;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two declarations of one limit made one, the stricter rule of each kind. */
final class StricterRules {
    private static final List<Limit.Mode> STRICTEST = List.of(Limit.Mode.STRICT, Limit.Mode.EXACT, Limit.Mode.TARGET);

    private StricterRules() {}

    static boolean same(Limit one, Limit other) {
        return one.windows().equals(other.windows())
                && one.spacing().equals(other.spacing())
                && one.concurrency().equals(other.concurrency())
                && one.mode() == other.mode()
                && one.isPaced() == other.isPaced()
                && one.isUnchangedFree() == other.isUnchangedFree()
                && one.unit() == other.unit()
                && one.endpoints().equals(other.endpoints())
                && one.isPerCredential() == other.isPerCredential();
    }

    /** Windows of one length become the smaller; windows of different lengths hold together. */
    static Limit of(Limit one, Limit other) {
        Limit strict = flags(one, other);
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

    private static Limit flags(Limit one, Limit other) {
        Limit strict = Limit.named(one.name())
                .source(one.source())
                .mode(Collections.min(List.of(one.mode(), other.mode()), Comparator.comparing(STRICTEST::indexOf)));
        strict = one.isPaced() || other.isPaced() ? strict.paced() : strict;
        strict = one.isUnchangedFree() && other.isUnchangedFree() ? strict.unchangedFree() : strict;
        // Two units cannot be compared: what was counted first goes on.
        return reach(strict.unit(one.unit()), one, other);
    }

    /** Whom one of the two reaches the limit reaches. */
    private static Limit reach(Limit strict, Limit one, Limit other) {
        Limit limit = one.isPerCredential() && other.isPerCredential() ? strict.perCredential() : strict;
        if (one.endpoints().isEmpty() || other.endpoints().isEmpty()) {
            return limit;
        }
        for (EndpointClass endpoint : Stream.concat(one.endpoints().stream(), other.endpoints().stream())
                .distinct()
                .toList()) {
            limit = limit.endpoint(endpoint.toString());
        }
        return limit;
    }

    private static Map<Duration, Integer> windows(Limit one, Limit other) {
        Map<Duration, Integer> smallest = new TreeMap<>();
        Stream.concat(one.windows().stream(), other.windows().stream())
                .forEach(window -> smallest.merge(window.length(), window.permits(), Math::min));
        return smallest;
    }
}
