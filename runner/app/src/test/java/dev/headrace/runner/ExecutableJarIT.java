package dev.headrace.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar itself, whose manifest brings the agent in. Runs once the jar is packed. */
class ExecutableJarIT {
    private static final Path JAR = Path.of("target/headrace.jar").toAbsolutePath();
    private static final Path SLEEPER = Path.of("src/main/java/dev/headrace/runner/demo/Glossary.java");

    /** The planted sleep comes with every fourth page. */
    private static final Pattern PLANTED = Pattern.compile(
            "BLOCKED: 'graphql' at .+ \\(thread 'headrace-carrier-\\d+'\\) waited \\d+\\.\\d ms, 3 times, in"
                    + " java\\.lang\\.Thread\\.sleep, called from"
                    + " dev\\.headrace\\.runner\\.demo\\.Glossary\\.refresh\\(Glossary\\.java:(\\d+)\\)");

    @TempDir
    private Path directory;

    private List<String> diagnosed(String... more) {
        List<String> demo = List.of("demo", "--pages", "12", "--latency-ms", "10", "--diagnose");
        HeadraceProcess.Ended ended = HeadraceProcess.runJar(
                JAR, directory, Stream.concat(demo.stream(), Stream.of(more)).toArray(String[]::new));
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).containsPattern("Diagnosis: \\d\\d+ methods of the JDK had a probe\\.");
        return ended.out().lines().filter(line -> line.startsWith("BLOCKED: ")).toList();
    }

    @Test
    void aDiagnosedRunNamesEachStraySleepAndNothingElse() throws IOException {
        List<String> found = diagnosed("--stray-sleep");

        assertThat(found).singleElement().asString().matches(PLANTED);
        Matcher named = PLANTED.matcher(found.get(0));
        assertThat(named.matches()).isTrue();
        assertThat(Files.readAllLines(SLEEPER).get(Integer.parseInt(named.group(1)) - 1))
                .contains("Thread.sleep(");
    }

    @Test
    void aDiagnosedRunInWhichNothingBlocksNamesNothing() {
        assertThat(diagnosed()).isEmpty();
    }
}
