package dev.headrace.benchmarks.runs;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.bench.BenchProcess;
import dev.headrace.testkit.upstream.bench.BenchSize;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the whole-run benchmarks and prints their figures: {@code WholeRuns [SCENARIO...]}, all without arguments. Every collector
 * has a JVM of its own; the upstreams have another.
 */
public final class WholeRuns {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final List<String> ALL =
            List.of("throughput", "latency", "parallel", "limited", "items", "walks", "start");

    private final Path directory;

    private WholeRuns(Path directory) {
        this.directory = directory;
    }

    /** What a client said of itself. */
    private record Result(long records, long throttles, long wallMillis, long cpuMillis) {
        static Result parse(String line) {
            String[] words = line.split(" ", -1);
            return new Result(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }
    }

    /** Prints a line for each scenario. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("headrace-bench");
        try {
            WholeRuns runs = new WholeRuns(directory);
            for (String scenario : arguments.length == 0 ? ALL : List.of(arguments)) {
                runs.run(scenario);
            }
        } finally {
            delete(directory);
        }
    }

    private void run(String scenario) throws Exception {
        switch (scenario) {
            case "items" -> items();
            case "walks" -> walks();
            case "start" -> start();
            case "throughput" -> throughput();
            default -> bounded(scenario);
        }
    }

    private void throughput() throws Exception {
        Scenario scenario = Scenario.named("throughput");
        try (BenchProcess upstreams = BenchProcess.pages(scenario.size(), LIFE)) {
            client(List.of(), "hand", "throughput", upstreams.uris()); // warms the upstreams up
            for (int round = 1; round <= 3; round++) {
                Result hand = client(List.of(), "hand", "throughput", upstreams.uris());
                Result headrace = client(List.of(), "headrace", "throughput", upstreams.uris());
                check(headrace, scenario.records());
                print(
                        "throughput: by hand %,d records/s, %,d ms CPU; headrace %,d records/s, %,d ms CPU; rate x %.2f, CPU x %.2f",
                        1000 * hand.records() / hand.wallMillis(),
                        hand.cpuMillis(),
                        1000 * headrace.records() / headrace.wallMillis(),
                        headrace.cpuMillis(),
                        (double) hand.wallMillis() / headrace.wallMillis(),
                        (double) headrace.cpuMillis() / hand.cpuMillis());
            }
        }
    }

    /** A JVM's first run compiles as it goes and is told apart from the ones after it. */
    private void bounded(String name) throws Exception {
        Scenario scenario = Scenario.named(name);
        try (BenchProcess upstreams = BenchProcess.pages(scenario.size(), LIFE)) {
            for (int start = 1; start <= 2; start++) {
                if (scenario.isChain()) {
                    report("by hand", name, scenario, rounds("hand", name, upstreams.uris()));
                }
                report("headrace", name, scenario, rounds("headrace", name, upstreams.uris()));
            }
        }
    }

    private List<Result> rounds(String kind, String name, List<URI> upstreams)
            throws IOException, InterruptedException {
        return results(List.of("-D" + Client.ROUNDS + "=3"), kind, name, upstreams);
    }

    private static void report(String who, String name, Scenario scenario, List<Result> rounds) {
        rounds.forEach(result -> check(result, scenario.records()));
        print(
                "%s, %s: bound %,d ms; x %s, the first in a cold JVM; throttled %d",
                name,
                who,
                scenario.bound().toMillis(),
                rounds.stream()
                        .map(result -> "%.3f"
                                .formatted((double) result.wallMillis()
                                        / scenario.bound().toMillis()))
                        .collect(Collectors.joining(", ")),
                rounds.stream().mapToLong(Result::throttles).sum());
    }

    private void items() throws Exception {
        for (int items : List.of(10_000, 100_000, 1_000_000)) {
            Result result = client(List.of("-Xmx64m"), "items", String.valueOf(items), List.of());
            print(
                    "items: %,d items in a heap of 64 MiB: %,d ms, %.1f us an item, %,d ms CPU",
                    items, result.wallMillis(), 1000.0 * result.wallMillis() / items, result.cpuMillis());
        }
    }

    private void walks() throws Exception {
        BenchSize size = BenchSize.of(1, 10, 20).latency(Duration.ofMillis(100));
        try (BenchProcess upstreams = BenchProcess.pages(size, LIFE)) {
            Result result = client(List.of("-Xmx128m"), "walks", "2000", upstreams.uris());
            print(
                    "walks: 2,000 at once, 10 pages of 100 ms each, heap of 128 MiB: %,d ms, %,d records of %,d",
                    result.wallMillis(), result.records(), 2_000 * size.records());
        }
    }

    private void start() throws Exception {
        Reply page = Reply.json("{\"items\":[{\"id\":1}],\"next_cursor\":null}");
        for (int round = 1; round <= 5; round++) {
            long hand = firstRequest(page, "hand");
            long headrace = firstRequest(page, "headrace");
            print(
                    "start: first request by hand after %,d ms, by headrace after %,d ms: + %,d ms",
                    hand, headrace, headrace - hand);
        }
    }

    private long firstRequest(Reply page, String kind) throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(page)) {
            Instant from = Instant.now();
            Result whole = client(List.of(), kind, "start", List.of(upstream.uri()));
            check(whole, 1);
            Instant arrived = upstream.traffic().exchanges().get(0).request().arrivedAt();
            return Duration.between(from, arrived).toMillis();
        }
    }

    private Result client(List<String> options, String kind, String scenario, List<URI> upstreams)
            throws IOException, InterruptedException {
        return results(options, kind, scenario, upstreams).get(0);
    }

    private List<Result> results(List<String> options, String kind, String scenario, List<URI> upstreams)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, kind);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Client.class.getName(), kind, scenario));
        command.add(work.toString());
        upstreams.forEach(upstream -> command.add(upstream.toString()));
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = process.waitFor();
        delete(work);
        try (Stream<String> lines = Files.lines(said, StandardCharsets.UTF_8)) {
            List<Result> results = lines.filter(line -> line.startsWith("RESULT "))
                    .map(Result::parse)
                    .toList();
            if (results.isEmpty()) {
                throw new IllegalStateException(
                        "%s %s ended with %d; it said %s".formatted(kind, scenario, code, Files.readString(said)));
            }
            return results;
        }
    }

    private static void check(Result result, long records) {
        if (result.records() != records) {
            throw new IllegalStateException("%,d records instead of %,d".formatted(result.records(), records));
        }
    }

    private static void print(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
