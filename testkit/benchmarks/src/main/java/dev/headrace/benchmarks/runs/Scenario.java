package dev.headrace.benchmarks.runs;

import dev.headrace.testkit.upstream.bench.BenchSize;
import java.time.Duration;

/**
 * What is collected.
 *
 * @param size of the upstreams
 * @param parallel how many pages of one upstream are asked for at once; 1 walks from cursor to cursor
 * @param bound the least time that it can take; zero where only the ratio to the hand-written collector counts
 */
record Scenario(BenchSize size, int parallel, Duration bound) {
    static Scenario named(String name) {
        Duration latency = Duration.ofMillis(100);
        return switch (name) {
            case "throughput" -> new Scenario(BenchSize.of(12, 500, 100), 1, Duration.ZERO);
            case "latency" -> chain(BenchSize.of(12, 50, 20).latency(latency));
            case "parallel" -> parallel(BenchSize.of(12, 1_000, 20).latency(latency), 20);
            case "limited" -> limited(BenchSize.of(12, 200, 20).requestsPerSecond(20));
            case "start" -> new Scenario(BenchSize.of(1, 2, 10), 1, Duration.ZERO);
            default -> throw new IllegalArgumentException("there is no scenario '%s'".formatted(name));
        };
    }

    private static Scenario chain(BenchSize size) {
        return new Scenario(size, 1, size.chainBound());
    }

    private static Scenario parallel(BenchSize size, int cap) {
        return new Scenario(size, cap, size.parallelBound(cap));
    }

    /** The nominal bound of the rate: pages by permits a second. */
    private static Scenario limited(BenchSize size) {
        return new Scenario(size, 1, Duration.ofSeconds(size.pages() / size.requestsPerSecond()));
    }

    long records() {
        return (long) size.upstreams() * size.records();
    }

    /** Whether each page is known from the one before only, as the hand-written collector walks. */
    boolean isChain() {
        return parallel == 1 && size.requestsPerSecond() == 0;
    }
}
