package dev.headrace.benchmarks.runs;

import com.sun.management.OperatingSystemMXBean;
import dev.headrace.engine.report.RunReport;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One collector in a JVM of its own: {@code hand|headrace SCENARIO DIRECTORY URL...}, or {@code items|walks ...}. Prints a line for
 * each round.
 */
final class Client {
    /** The system property that says how often to collect, one after another; 1 without it. */
    static final String ROUNDS = "headrace.bench.rounds";

    /** Longer than any window of the upstreams: the next round is to find it empty. */
    private static final long CALM_MILLIS = 1_200;

    private Client() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments).subList(3, arguments.length);
        for (int round = 1; round <= Integer.getInteger(ROUNDS, 1); round++) {
            Path directory = Files.createDirectories(Path.of(arguments[2], "round-" + round));
            long from = System.nanoTime();
            long cpuFrom = cpuMillis();
            String result = collect(arguments[0], arguments[1], directory, rest);
            Duration wall = Duration.ofNanos(System.nanoTime() - from);
            // The first round pays for the start of the JVM too.
            long cpu = cpuMillis() - (round == 1 ? 0 : cpuFrom);
            System.out.println("RESULT " + result + " " + wall.toMillis() + " " + cpu);
            Thread.sleep(CALM_MILLIS);
        }
        System.exit(0);
    }

    private static String collect(String kind, String scenario, Path directory, List<String> upstreams)
            throws Exception {
        return switch (kind) {
            case "hand" -> HandWritten.collect(upstreams, directory) + " 0";
            case "headrace" -> {
                String configuration = EngineRun.configuration(Scenario.named(scenario), upstreams);
                RunReport report = EngineRun.collect(configuration, directory);
                yield report.records() + " " + EngineRun.throttles(report);
            }
            case "items" ->
                EngineRun.collect(
                                        "connectors.bench-items { items = %s, concurrency = 64 }".formatted(scenario),
                                        directory)
                                .outcomes()
                                .planned()
                        + " 0";
            case "walks" ->
                EngineRun.collect(Walks.configuration(scenario, upstreams.get(0)), directory)
                                .records()
                        + " 0";
            default -> throw new IllegalArgumentException("no such collector: " + kind);
        };
    }

    private static long cpuMillis() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1_000_000;
    }
}
