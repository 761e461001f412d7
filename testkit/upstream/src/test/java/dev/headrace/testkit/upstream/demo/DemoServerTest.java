package dev.headrace.testkit.upstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.testkit.upstream.TestClient;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child processes; each test ends its own. */
class DemoServerTest {
    private static final DemoSize SMALL = new DemoSize(3, 13, Duration.ZERO, 1);
    private static final long PATIENCE_S = 60;

    @Test
    void servesAllTwelveFromAChildThatEndsWithIt() throws Exception {
        List<UpstreamFacts> facts;
        ProcessHandle child;
        try (DemoProcess process = DemoProcess.start(SMALL, Duration.ofMinutes(2))) {
            facts = process.facts();
            child = ProcessHandle.of(process.pid()).orElseThrow();

            assertThat(facts).extracting(UpstreamFacts::kind).containsExactly(UpstreamKind.values());
            for (UpstreamFacts upstream : facts) {
                assertThat(new Walk(upstream, 13).collect()).as(upstream.name()).hasSize(upstream.records());
            }
        }

        child.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new TestClient().get(facts.get(0).url())).isInstanceOf(ConnectException.class);
    }

    @Test
    void endsWhenItsInputEnds() throws Exception {
        Process child = server();
        awaitReady(child);
        child.getOutputStream().close();

        assertThat(child.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        Process child = server("--life-s", "0");

        assertThat(child.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        assertThat(child.errorReader().lines()).anyMatch(line -> line.contains("have run for PT0S"));
    }

    @Test
    void endsWhenTheProcessThatStartedItIsKilled(@TempDir Path directory) throws Exception {
        // A shell stands between; a pipe opened both ways keeps the server's input open when the shell is gone.
        String script = "mkfifo \"$0\"; \"$@\" <>\"$0\" & echo $!; wait";
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", script, directory.resolve("input").toString()));
        command.addAll(command());
        Process shell = new ProcessBuilder(command).start();
        long pid = Long.parseLong(shell.inputReader().readLine());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        try {
            awaitReady(shell);
            assertThat(shell.toHandle().destroyForcibly()).isTrue();

            server.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void saysWhichOptionIsWrong() throws Exception {
        Process child = server("--pagse", "3");

        assertThat(child.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(2);
        assertThat(child.errorReader().readLine()).contains("'--pagse'").contains("--pages");
        assertThatThrownBy(() -> DemoOptions.parse("--seed")).hasMessageContaining("--seed needs a whole number");
    }

    @Test
    void quotesTheChildThatDidNotStart() {
        assertThatThrownBy(() -> DemoProcess.start(SMALL, Duration.ofMinutes(1), "/nowhere"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("announced 0 of 12")
                .hasMessageContaining("DemoServer");
    }

    private static Process server(String... options) throws IOException {
        return new ProcessBuilder(command(options)).start();
    }

    private static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DemoServer.class.getName()));
        command.addAll(List.of(options));
        return command;
    }

    private static void awaitReady(Process child) throws IOException {
        for (int i = 0; i < UpstreamKind.values().length; i++) {
            assertThat(child.inputReader().readLine()).isNotNull();
        }
    }
}
