package dev.headrace.benchmarks.runs;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same by Headrace, from a configuration. */
final class EngineRun {
    private EngineRun() {}

    static RunReport collect(String configuration, Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("bench.conf"), configuration);
        try (Engine engine = Engine.load(file, Map.of(), EngineRun.class.getClassLoader())) {
            RunReport report = engine.collect(failure -> Runtime.getRuntime().halt(1))
                    .report()
                    .toCompletableFuture()
                    .get();
            if (report.status() != RunStatus.COMPLETE) {
                throw new IllegalStateException("the run was not complete: " + report.failed() + report.problem());
            }
            return report;
        }
    }

    static String configuration(Scenario scenario, List<String> upstreams) {
        StringBuilder text = new StringBuilder("connectors {\n");
        for (int i = 0; i < upstreams.size(); i++) {
            text.append("upstream-%d { connector = rest, base-url = \"%s\"\n".formatted(i, upstreams.get(i)))
                    .append("  concurrency = %d, http { connections = 20 }\n".formatted(16 + scenario.parallel()));
            if (scenario.parallel() > 1) {
                text.append("  limit { concurrency = %d }\n".formatted(scenario.parallel()));
            } else if (scenario.size().requestsPerSecond() > 0) {
                text.append("  limit { permits = %d, per = 1s }\n"
                        .formatted(scenario.size().requestsPerSecond()));
            }
            text.append("  streams.records { path = \"/records\", records = \"/items\", pagination { ")
                    .append(pagination(scenario))
                    .append(" } } }\n");
        }
        return text.append("}\nengine { in-flight = 512 }\n").toString();
    }

    private static String pagination(Scenario scenario) {
        boolean numbered = scenario.parallel() > 1 || scenario.size().requestsPerSecond() > 0;
        return numbered
                ? "type = page, param = page, total-pages = \"/total_pages\""
                : "type = cursor, param = cursor, at = \"/next_cursor\"";
    }

    static long throttles(RunReport report) {
        return report.connectors().stream()
                .mapToLong(ConnectorReport::throttles)
                .sum();
    }
}
