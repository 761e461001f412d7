package dev.headrace.engine;

import dev.headrace.engine.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM of its own that collects what a configuration says and exits with the run's exit code. */
final class CollectingProcess {
    private CollectingProcess() {}

    public static void main(String[] arguments) {
        try (Engine engine = Engine.load(Path.of(arguments[0]), Map.of(), CollectingProcess.class.getClassLoader())) {
            RunReport report = engine.collect(fatal -> Runtime.getRuntime().halt(9))
                    .report()
                    .toCompletableFuture()
                    .join();
            System.out.println(report);
            System.exit(report.status().exitCode());
        }
    }

    /** Starts it; what it says goes to a file. */
    static Process start(Path configuration, Path said) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CollectingProcess.class.getName(),
                        configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
    }
}
