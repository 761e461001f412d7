package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.process.WholeNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line of {@link DemoServer}.
 *
 * @param size how much the upstreams hold and how slow they are
 * @param firstPort of twelve in a row; 0 for any free ones
 * @param life how long the server runs at most
 */
record DemoOptions(DemoSize size, int firstPort, Duration life) {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("--pages", "--page-size", "--latency-ms", "--seed", "--first-port", "--life-s"));

    static DemoOptions parse(String... arguments) {
        WholeNumbers given = WholeNumbers.parse(KNOWN, arguments);
        DemoSize normal = DemoSize.DEFAULT;
        DemoSize size = new DemoSize(
                given.count("--pages", normal.pages()),
                given.count("--page-size", normal.pageSize()),
                Duration.ofMillis(given.number("--latency-ms", normal.latency().toMillis())),
                given.number("--seed", normal.seed()));
        return new DemoOptions(
                size, given.count("--first-port", 0), Duration.ofSeconds(given.number("--life-s", LIFE.toSeconds())));
    }

    List<String> arguments() {
        return List.of(
                "--pages", Integer.toString(size.pages()),
                "--page-size", Integer.toString(size.pageSize()),
                "--latency-ms", Long.toString(size.latency().toMillis()),
                "--seed", Long.toString(size.seed()),
                "--first-port", Integer.toString(firstPort),
                "--life-s", Long.toString(life.toSeconds()));
    }
}
