package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts do in their shells what a user presses TAB for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionCommandTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private static Path directory;

    @BeforeAll
    void writeScripts() throws IOException {
        for (String shell : List.of("bash", "fish")) {
            CommandLineRun script = CommandLineRun.of("completion", shell);
            assertThat(script.code()).as(script.err()).isZero();
            Files.writeString(directory.resolve(shell), script.out());
        }
    }

    private static String shell(String... command) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What bash offers for the last of the words. */
    private static List<String> offered(String words) {
        return shell("bash", "-c", """
                        source ./bash
                        COMP_WORDS=(%s)
                        [[ '%1$s' == *' ' ]] && COMP_WORDS+=('')
                        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                        COMP_LINE="${COMP_WORDS[*]}"
                        _complete_headrace
                        printf '%%s\\n' "${COMPREPLY[@]}"
                        """.formatted(words))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headrace r      | run retry",
                "headrace init g | github github-graphql",
                "headrace describe mast | mastodon",
                "headrace run --di | --diagnose",
                "headrace new-connector --pac | --package",
                "headrace completion z | zsh",
                "headrace state sh | show",
            })
    void bashCompletesCommandsOptionsAndArguments(String words, String expected) {
        assertThat(offered(words)).contains(expected.split(" ", -1));
    }

    @Test
    void bashCompletesFilesWhereAConfigurationIsWanted() throws IOException {
        Files.writeString(directory.resolve("collect.conf"), "");
        assertThat(offered("headrace run coll")).contains("collect.conf");
    }

    @Test
    void bashOffersNothingHidden() {
        assertThat(offered("headrace demo --")).contains("--stray-sleep").doesNotContain("--pages", "--latency-ms");
    }

    @Test
    void zshReadsTheScriptOfBash() {
        assertThat(CommandLineRun.of("completion", "zsh").out())
                .isEqualTo(CommandLineRun.of("completion", "bash").out())
                .contains("bashcompinit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zsh", "fish"})
    void theOtherShellsReadTheirScripts(String shell) throws IOException {
        Path script = Files.writeString(
                directory.resolve("read." + shell),
                CommandLineRun.of("completion", shell).out());
        if (!shell("bash", "-c", "command -v " + shell).contains(shell)) {
            System.out.println("SKIPPED: the completion script for " + shell + " was not read by it; apt-get install "
                    + shell + " to have it read");
            return;
        }
        assertThat(shell(shell, "-c", "source " + script + "; echo read")).isEqualTo("read\n");
    }

    @Test
    void fishIsToldEachCommandAndOption() throws IOException {
        assertThat(Files.readString(directory.resolve("fish")))
                .contains("complete -c headrace -n '__fish_use_subcommand' -f -a run -d 'Collect what is new, or go on")
                .contains("complete -c headrace -n '__fish_seen_subcommand_from run' -l diagnose -d ")
                .containsPattern("-n '__fish_seen_subcommand_from describe' -f -a 'couchdb crossref ")
                .containsPattern("-n '__fish_seen_subcommand_from state' -f -a show")
                .doesNotContain("latency-ms");
    }

    @Test
    void anotherShellIsTold() {
        CommandLineRun refused = CommandLineRun.of("completion", "tcsh");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("There is no completion for 'tcsh', but for bash, zsh, fish.");
    }
}
