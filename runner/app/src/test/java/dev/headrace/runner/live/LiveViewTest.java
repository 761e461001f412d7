package dev.headrace.runner.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.Main;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on a real terminal, against an upstream that answers when it is told to. */
class LiveViewTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^CONNECTOR .* NOW$");

    private static final String WAITS = "waits (1 h|5\\d min)";
    private static final Pattern SETTLED = Pattern.compile(
            "(?s)\\nheld .*\\nquick .* done\\nrefused .* done\\nscarce [^\\n]* " + WAITS + "[^\\n]* for hourly\\n");

    private static final Pattern TOTAL = Pattern.compile("\\n\\d+:\\d\\d {2}4 records {2}1 error .* 2 of 4 done");

    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    @TempDir
    private Path directory;

    private FakeUpstream upstream;

    @BeforeEach
    void configure() throws IOException {
        upstream = FakeUpstream.builder()
                .route("/quick", Reply.json("[{\"id\":1},{\"id\":2}]"))
                .route("/held", request -> Reply.json("[{\"id\":3}]").heldUntil(answer))
                .route("/refused", Reply.tooManyRequests(Duration.ofMinutes(50)))
                .start();
        Files.writeString(directory.resolve("headrace.conf"), """
                engine { stop-within = 200ms }
                connectors {
                  held { connector = rest, base-url = "%1$s", streams.a { path = "/held" } }
                  quick { connector = rest, base-url = "%1$s", streams.a { path = "/quick" } }
                  refused { connector = rest, base-url = "%1$s", streams.a { path = "/refused" }, limit { name = strict } }
                  scarce {
                    connector = rest, base-url = "%1$s", streams { a { path = "/quick?a" }, b { path = "/quick?b" } }
                    limit { name = hourly, permits = 1, per = 1h }
                  }
                }
                """.formatted(upstream.uri()));
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target><encoder><pattern>LOGGED %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="E"/></root>
                </configuration>
                """);
    }

    @AfterEach
    void close() {
        answer.complete(null);
        upstream.close();
    }

    /** A shell that stays when the command has ended, and says how. */
    private Tmux terminal(int columns, int rows, String... environment) throws IOException {
        Path script = directory.resolve("run.sh");
        Files.writeString(script, """
                trap : INT
                sh -c 'echo $$ >pid; exec env %s "%s" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
                    -Dlogback.configurationFile=logback.xml -cp "$CP" %s run'
                echo "ended with $?"
                exec cat
                """.formatted(
                        String.join(" ", environment),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Main.class.getName()));
        Files.writeString(directory.resolve("class-path"), System.getProperty("java.class.path"));
        return Tmux.start(directory, columns, rows, "CP=$(cat class-path); export CP; exec sh run.sh");
    }

    /** A whole frame, after which nothing changes but the time until something is let through: frames come in pieces. */
    private static boolean settled(String screen) {
        return SETTLED.matcher(screen).find() && TOTAL.matcher(screen).find() && headings(screen) == 1;
    }

    private static long headings(String screen) {
        return HEADING.matcher(screen).results().count();
    }

    @Test
    void theTableShowsWhatEachConnectorDoesAndFollowsTheSizeOfTheTerminal() throws IOException {
        try (Tmux terminal = terminal(100, 20)) {
            terminal.await(LiveViewTest::settled);
            assertThat(terminal.colours()).contains("\u001b[");

            terminal.resize(50, 12);
            Pattern waiting = Pattern.compile("scarce .* " + WAITS);
            terminal.await(screen -> screen.contains("CONNECTOR  RECORDS  ERR  NOW")
                    && headings(screen) == 1
                    && waiting.matcher(screen).find());

            terminal.resize(130, 30);
            terminal.await(screen -> screen.contains("IN FLIGHT") && headings(screen) == 1);

            terminal.resize(130, 4);
            terminal.await(screen ->
                    screen.lines().filter(line -> !line.isBlank()).count() <= 4 && !screen.contains("CONNECTOR"));
            terminal.resize(100, 20);
            terminal.await(LiveViewTest::settled);
        }
    }

    @Test
    void whatIsLoggedStandsAboveTheTable() throws IOException {
        try (Tmux terminal = terminal(100, 20)) {
            String screen = terminal.await(text -> settled(text) && text.contains("LOGGED limit 'strict'"));
            assertThat(screen).containsSubsequence("LOGGED limit 'strict' is paused for", "CONNECTOR", "refused ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void whateverEndsTheRunLeavesTheTerminalAsItShouldBe(String signal) throws IOException, InterruptedException {
        try (Tmux terminal = terminal(100, 40)) {
            terminal.await(LiveViewTest::settled);
            if (signal.equals("INT")) {
                terminal.press("C-c");
            } else {
                String pid = Files.readString(directory.resolve("pid")).strip();
                assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                        .isZero();
            }
            String end = terminal.await(screen -> screen.contains("ended with "));
            assertThat(end).contains("ended with 3").containsSubsequence("CONNECTOR", "Stopped: 4 records.");
            assertThat(headings(end)).as(end).isEqualTo(1);
            assertThat(terminal.cursorVisible()).isTrue();
        }
    }

    @Test
    void whatTheUpstreamAnswersIsShownAtOnce() throws IOException {
        try (Tmux terminal = terminal(100, 20)) {
            terminal.await(LiveViewTest::settled);
            answer.complete(null);
            Pattern held = Pattern.compile("(?s)\\nheld +1 [^\\n]* done\\n.*\\d {2}5 records [^\\n]*3 of 4 done");
            terminal.await(screen -> held.matcher(screen).find());
        }
    }

    @Test
    void withoutColoursAndUnicodeTheTableSaysTheSame() throws IOException {
        try (Tmux terminal = terminal(130, 20, "NO_COLOR=1", "LC_ALL=C")) {
            String screen = terminal.await(LiveViewTest::settled);
            assertThat(screen).contains("....").matches("\\A\\p{ASCII}*\\z");
            assertThat(terminal.colours()).doesNotContain("\u001b[3", "\u001b[1m");
        }
    }

    @Test
    void aTerminalThatCannotMoveItsCursorGetsPlainLines() throws IOException {
        try (Tmux terminal = terminal(130, 20, "TERM=dumb")) {
            String screen = terminal.await(text -> List.of(text.split("\n", -1)).stream()
                    .anyMatch(line -> line.matches(
                            "\\d+:\\d\\d {2}4 records .*2 of 4 connectors done; held, scarce " + WAITS + ".*")));
            assertThat(headings(screen)).isZero();
        }
    }
}
