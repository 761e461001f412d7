package dev.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of ten minutes does what it says: its commands, in their order, in an empty directory. Needs the executable jar, and this
 * build's artifacts in a repository; so it runs in the slow profile, after both are made.
 */
class TenMinutesIT {
    /** Commands, and what they print where the page shows it. */
    private static final Pattern STEP = Pattern.compile(
            "<!-- run -->\\n```sh\\n(.*?)^```$(?:\\s+```text\\n(.*?)^```$)?", Pattern.MULTILINE | Pattern.DOTALL);

    /** The page's own ports, of which the fourth serves what its connector reads. */
    private static final int FIRST_PORT = 24_100;

    private static final int PORTS = 12;
    // Many times what it takes on a busy machine: one that hangs is to fail and not to keep the build.
    private static final long PATIENCE_MINUTES = 30;

    @TempDir
    private Path directory;

    private static List<MatchResult> steps() {
        Matcher step = STEP.matcher(Guide.page("docs/ten-minutes.md").text());
        return step.results().toList();
    }

    @Test
    void thePagesCommandsDoWhatItSays() throws Exception {
        List<MatchResult> steps = steps();
        assertThat(steps).hasSizeGreaterThan(5);
        int port = freePorts();
        String commands = steps.stream()
                .map(step -> step.group(1)
                        .replace(String.valueOf(FIRST_PORT), String.valueOf(port))
                        .replace(String.valueOf(FIRST_PORT + 3), String.valueOf(port + 3))
                        // A reader types slower than a process ends.
                        .replace("kill $!", "kill $!; while kill -0 $! 2>/dev/null; do sleep 0.2; done"))
                .collect(Collectors.joining("\n"));
        Files.copy(Path.of("../runner/app/target/headrace.jar"), directory.resolve("headrace.jar"));

        String printed = run(commands);

        for (MatchResult step : steps) {
            if (step.group(2) != null) {
                assertThat(printed.lines())
                        .as(printed)
                        .containsAll(step.group(2).lines().toList());
            }
        }
    }

    private String run(String commands) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        script(bin.resolve("headrace"), "exec java -jar '%s' \"$@\"".formatted(directory.resolve("headrace.jar")));
        script(bin.resolve("mvn"), maven());
        Path script = script(
                bin.resolve("page"), "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + commands);
        Path printed = directory.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        String java = System.getProperty("java.home");
        builder.environment().put("JAVA_HOME", java);
        builder.environment().put("PATH", "%s:%s/bin:%s".formatted(bin, java, System.getenv("PATH")));
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroy();
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    /** Maven as an author has it, but for where it finds what this build has made and what this machine has fetched before. */
    private String maven() throws IOException {
        Path fetched = Path.of(System.getProperty("headrace.fetched"));
        String settings = Files.readString(Path.of("src/it/settings.xml"))
                .replace("@localRepositoryUrl@", fetched.toUri().toString());
        List<String> command = new ArrayList<>(List.of(
                "exec '%s/bin/mvn'".formatted(System.getProperty("headrace.maven")),
                "--batch-mode --no-transfer-progress",
                "-gs '%s'".formatted(Files.writeString(directory.resolve("settings.xml"), settings)),
                "-Dmaven.repo.local='%s'".formatted(System.getProperty("headrace.repository"))));
        if ("offline=true".equals(System.getProperty("headrace.offline"))) {
            command.add("-o -Daether.offline.protocols=file");
        }
        command.add("\"$@\"");
        return String.join(" ", command);
    }

    private static Path script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** So many in a row that nobody listens on now, below those that systems give to outgoing connections. */
    private static int freePorts() {
        int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        for (int port = first; port < first + PORTS; port++) {
            try (ServerSocket free = new ServerSocket(port)) {
                assertThat(free.isBound()).isTrue();
            } catch (IOException taken) {
                return freePorts();
            }
        }
        return first;
    }
}
