package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.process.Lifeline;
import dev.headrace.testkit.upstream.process.WholeNumbers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs benchmark upstreams in a process of their own, so that their CPU time and heap are not the client's.
 *
 * <p>Prints the address of each upstream on a line of standard output when all accept connections. Ends with its standard
 * input, with the process that started it, or when its time is over. Options, each followed by a whole number:
 * {@code --upstreams} (12), {@code --pages} (500), {@code --page-size} (100), {@code --latency-ms} (0),
 * {@code --requests-per-second} (0, which means no limit), {@code --fan-out} (1 for ids and items in place of pages),
 * {@code --life-s} (600).
 */
public final class BenchServer {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "--upstreams", "--pages", "--page-size", "--latency-ms", "--requests-per-second", "--fan-out", "--life-s"));

    private BenchServer() {}

    /**
     * Runs until told to stop.
     *
     * @param arguments the options
     * @throws InterruptedException never in practice: nobody interrupts the main thread
     */
    public static void main(String[] arguments) throws InterruptedException {
        Lifeline lifeline = Lifeline.take();
        try {
            run(WholeNumbers.parse(KNOWN, arguments), lifeline);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void run(WholeNumbers given, Lifeline lifeline) throws InterruptedException {
        BenchSize size = new BenchSize(
                given.count("--upstreams", 12),
                given.count("--pages", 500),
                given.count("--page-size", 100),
                Duration.ofMillis(given.number("--latency-ms", 0)),
                given.count("--requests-per-second", 0));
        boolean fanOut = given.number("--fan-out", 0) == 1;
        try (BenchUpstreams upstreams = fanOut ? BenchUpstreams.fanOut(size) : BenchUpstreams.pages(size)) {
            lifeline.announce(upstreams.uris().stream().map(URI::toString).toList());
            lifeline.awaitEnd(Duration.ofSeconds(given.number("--life-s", 600)));
        }
    }

    /** The options that make a server of this size. */
    static List<String> arguments(BenchSize size, boolean fanOut, Duration life) {
        return List.of(
                "--upstreams", Integer.toString(size.upstreams()),
                "--pages", Integer.toString(size.pages()),
                "--page-size", Integer.toString(size.pageSize()),
                "--latency-ms", Long.toString(size.latency().toMillis()),
                "--requests-per-second", Integer.toString(size.requestsPerSecond()),
                "--fan-out", fanOut ? "1" : "0",
                "--life-s", Long.toString(life.toSeconds()));
    }
}
