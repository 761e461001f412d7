package dev.headrace.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Prometheus' own check of metrics, where it is installed. */
final class Promtool {
    private static final Path PROGRAM = Path.of("/usr/bin/promtool");

    private Promtool() {}

    /** Fails if {@code promtool check metrics} finds anything; says so if it is not there. */
    static void check(String text, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            System.out.println("SKIPPED: promtool check metrics; install the package prometheus");
            return;
        }
        Path metrics = Files.writeString(directory.resolve("metrics.txt"), text);
        Path said = directory.resolve("promtool.txt");
        Process process = new ProcessBuilder(PROGRAM.toString(), "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        // It has opinions on names of the JVM's metrics, which are Micrometer's.
        assertThat(Files.readAllLines(said)).noneMatch(line -> line.contains("headrace_") || line.startsWith("error"));
    }
}
