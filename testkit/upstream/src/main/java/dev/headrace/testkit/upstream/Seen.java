package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Some of the requests that an upstream has seen, oldest first, and what they were. Each narrowing gives another selection:
 *
 * <pre>{@code
 * traffic.seen().to("/orders/*").answered(429).count()
 * traffic.seen().method("GET").gaps()
 * }</pre>
 *
 * <p>Immutable: what arrives later is not in it.
 */
public final class Seen {
    private final List<Exchange> exchanges;

    Seen(List<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    /**
     * Those to some paths.
     *
     * @param path the exact decoded path, or {@code /prefix/*}
     */
    public Seen to(String path) {
        PathPattern pattern = PathPattern.of(path);
        return where(exchange -> pattern.matches(exchange.request().path()));
    }

    /** Those with a method, for example {@code GET}. */
    public Seen method(String method) {
        return where(exchange -> exchange.request().method().equals(method));
    }

    /** Those that were answered with a status. */
    public Seen answered(int status) {
        return where(exchange -> exchange.status() == status);
    }

    /** Those that a {@link StrictLimit} refused. */
    public Seen throttled() {
        return where(Exchange::throttled);
    }

    /** Those that arrived within a span of the upstream's time, its end excluded. */
    public Seen between(Instant from, Instant to) {
        return where(exchange -> !exchange.request().arrivedAt().isBefore(from)
                && exchange.request().arrivedAt().isBefore(to));
    }

    /** Those that meet a condition. */
    public Seen where(Predicate<Exchange> condition) {
        return new Seen(exchanges.stream().filter(condition).toList());
    }

    /** How many they are. */
    public int count() {
        return exchanges.size();
    }

    /** They themselves. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Their paths and queries. */
    public List<String> targets() {
        return exchanges.stream().map(exchange -> exchange.request().target()).toList();
    }

    /** When they arrived, by the upstream's clock. */
    public List<Instant> arrivals() {
        return exchanges.stream()
                .map(exchange -> exchange.request().arrivedAt())
                .toList();
    }

    /** The time between each and the one before it; one fewer than there are. */
    public List<Duration> gaps() {
        return IntStream.range(1, exchanges.size())
                .mapToObj(index -> Duration.ofNanos(arrival(index) - arrival(index - 1)))
                .toList();
    }

    /**
     * The most of them that arrived within any span of the given length: what a strict sliding window would have seen.
     *
     * @param window the length of the span
     */
    public int busiest(Duration window) {
        int oldest = 0;
        int most = 0;
        for (int newest = 0; newest < exchanges.size(); newest++) {
            while (arrival(newest) - arrival(oldest) >= window.toNanos()) {
                oldest++;
            }
            most = Math.max(most, newest - oldest + 1);
        }
        return most;
    }

    private long arrival(int index) {
        return exchanges.get(index).request().arrivedNanos();
    }

    @Override
    public String toString() {
        return exchanges.toString();
    }
}
