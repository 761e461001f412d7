package dev.headrace.benchmarks.runs;

import com.sun.management.OperatingSystemMXBean;
import dev.headrace.engine.report.RunReport;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One collector in a JVM of its own: {@code hand|headrace SCENARIO DIRECTORY URL...}, or {@code items|walks ...}. */
final class Client {
    private Client() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[2]));
        List<String> rest = List.of(arguments).subList(3, arguments.length);
        long from = System.nanoTime();
        String result = switch (arguments[0]) {
            case "hand" -> HandWritten.collect(rest, directory) + " 0";
            case "headrace" -> {
                Scenario scenario = Scenario.named(arguments[1]);
                RunReport report = EngineRun.collect(EngineRun.configuration(scenario, rest), directory);
                yield report.records() + " " + EngineRun.throttles(report);
            }
            case "items" ->
                EngineRun.collect(
                                        "connectors.bench-items { items = %s, concurrency = 64 }"
                                                .formatted(arguments[1]),
                                        directory)
                                .outcomes()
                                .planned()
                        + " 0";
            case "walks" ->
                EngineRun.collect(Walks.configuration(arguments[1], rest.get(0)), directory)
                                .records()
                        + " 0";
            default -> throw new IllegalArgumentException("no such collector: " + arguments[0]);
        };
        Duration wall = Duration.ofNanos(System.nanoTime() - from);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime() / 1_000_000;
        System.out.println("RESULT " + result + " " + wall.toMillis() + " " + cpu);
        System.exit(0);
    }
}
