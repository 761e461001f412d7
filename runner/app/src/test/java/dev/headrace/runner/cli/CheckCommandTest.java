package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.demo.GraphqlDemoProvider;
import dev.headrace.runner.wiring.CommandFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check}, on the classes of this build. */
class CheckCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(Object... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "check";
        for (int i = 0; i < arguments.length; i++) {
            line[i + 1] = arguments[i].toString();
        }
        return HeadraceCommand.commandLine(new CommandFactory())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
    }

    /** Connectors are found as services: their packages are not exported. */
    private static Path home(String type) {
        try {
            Class<?> found = Class.forName(type, false, CheckCommandTest.class.getClassLoader());
            return Path.of(
                    found.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theBundledConnectorsAreClean() {
        assertThat(check(home("dev.headrace.connectors.hackernews.HackerNewsProvider"), "--strict"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString().lines())
                .anyMatch(line ->
                        line.startsWith("dev.headrace.connectors.github.GitHubProvider (") && line.endsWith("): clean"))
                .anyMatch(line -> line.startsWith("dev.headrace.connectors.hackernews.HackerNewsProvider ("))
                .anyMatch(line -> line.startsWith("dev.headrace.connectors.rest.RestProvider ("));
    }

    /** The demo's own connector can be told to sleep, three calls deep; that is what the demo is about. */
    @Test
    void theStraySleepOfTheDemoIsFoundWithItsPath() {
        assertThat(check(home(GraphqlDemoProvider.class.getName()))).isEqualTo(1);
        assertThat(out.toString())
                .contains("dev.headrace.runner.demo.GraphqlDemoProvider", "1 finding", "blocks while collecting")
                .contains("Thread.sleep");
    }

    @Test
    void aWaiverWithItsReasonMakesItClean() throws IOException {
        Path waivers = Files.writeString(
                directory.resolve("waivers"), "dev.headrace.runner.demo.* = the sleep is what the demo shows\n");

        assertThat(check("--waivers", waivers, home(GraphqlDemoProvider.class.getName())))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("the sleep is what the demo shows");
    }

    @Test
    void whatCannotBeReadIsUsage() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");

        assertThat(check(text)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("'%s' is no jar, or is damaged".formatted(text))
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nothingToCheckIsUsage() {
        assertThat(check()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'JAR'");
    }
}
