package dev.headrace.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code docs/serving}: what they name is there, and those who read them understand them. */
class ServingFilesIT {
    private static final Path ROOT = Path.of("../..");
    private static final Path FILES = ROOT.resolve("docs/serving");
    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path directory;

    private static List<String> instructions(String name) throws IOException {
        return Files.readString(FILES.resolve("Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    @Test
    void theContainerIsMadeOfWhatThereIs() throws IOException {
        List<String> ignored = Files.readAllLines(FILES.resolve("Dockerfile.dockerignore"));
        assertThat(ignored).first().isEqualTo("*");
        List<String> copies = instructions("COPY");
        assertThat(copies).hasSize(2);
        for (String copy : copies) {
            String source = copy.split(" ", -1)[0];
            assertThat(ROOT.resolve(source)).isRegularFile();
            assertThat(ignored).contains("!" + source);
        }
    }

    @Test
    void theContainerRunsWhatItHoldsAndNotAsRoot() throws IOException {
        assertThat(instructions("FROM"))
                .singleElement()
                .asString()
                .contains(":")
                .doesNotEndWith(":latest");
        assertThat(instructions("USER")).containsExactly("10001:10001");
        assertThat(instructions("RUN")).singleElement().asString().contains("--uid 10001", "--gid 10001");
        String jar = instructions("COPY").get(0).split(" ", -1)[1];
        assertThat(instructions("ENTRYPOINT")).singleElement().asString().contains("\"" + jar + "\"");
        assertThat(instructions("CMD")).singleElement().asString().startsWith("[\"serve\"");
    }

    @Test
    void theUnitIsUnderstoodBySystemd() throws Exception {
        if (!Files.isExecutable(SYSTEMD_ANALYZE)) {
            System.out.println(
                    "SKIPPED: systemd-analyze verify docs/serving/headrace.service; install the package systemd");
            return;
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String text = Files.readString(FILES.resolve("headrace.service"));
        assertThat(text).contains("ExecStart=/usr/bin/java ");
        Path unit = Files.writeString(
                directory.resolve("headrace.service"),
                text.replace("ExecStart=/usr/bin/java ", "ExecStart=" + java + " "));
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder(SYSTEMD_ANALYZE.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(said);
        // Not the exit code: it covers other units of the machine, too.
        assertThat(output).as("of this unit").doesNotContain("headrace.service");
        if (output.contains("Failed to initialize manager")) {
            System.out.println(
                    "SKIPPED: systemd-analyze verify docs/serving/headrace.service; where systemd can set up its manager: "
                            + output.strip());
        }
    }

    @Test
    void theUnitGivesTheProcessTheTimeThatItTakesToStop() throws IOException {
        // engine.stop-within is 5 s by default, and the command waits at most 30 s more.
        assertThat(Files.readString(FILES.resolve("headrace.service")))
                .contains("TimeoutStopSec=45s", "Restart=on-failure", "NoNewPrivileges=yes", "ProtectSystem=strict");
    }
}
