package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.Fetched;
import dev.headrace.runner.HeadraceProcess;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code headrace serve} in a JVM of its own. */
class ServeCommandTest {
    private static final Pattern WHERE = Pattern.compile("see (http://127\\.0\\.0\\.1:\\d+)/");

    @TempDir
    private Path directory;

    private void configure(FakeUpstream upstream, String more) throws IOException {
        Files.writeString(directory.resolve("headrace.conf"), """
                connectors.api { connector = rest, base-url = "%s", every = 1s, streams.items { path = "/items" } }
                %s
                """.formatted(upstream.uri(), more));
    }

    private static String awaitAddress(HeadraceProcess process) {
        process.awaitWhileRunning(() -> WHERE.matcher(process.outSoFar()).find());
        Matcher where = WHERE.matcher(process.outSoFar());
        assertThat(where.find()).isTrue();
        return where.group(1);
    }

    @Test
    void itCollectsAgainAndAgainTellsHowItIsAndStopsWithZero() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[{\"id\":1}]"))) {
            configure(upstream, "");
            try (HeadraceProcess process = HeadraceProcess.start(directory, "serve", "--port", "0")) {
                String address = awaitAddress(process);
                process.awaitWhileRunning(
                        () -> upstream.traffic().exchanges("/items").size() >= 3);
                assertThat(Fetched.get(address + "/readyz").status()).isEqualTo(200);
                assertThat(Fetched.get(address + "/healthz").body()).isEqualTo("ok\n");
                Fetched elsewhere = Fetched.get(address + "/");
                assertThat(elsewhere.status()).isEqualTo(404);
                assertThat(elsewhere.body()).contains("/healthz", "/readyz");
                assertThat(Fetched.send("POST", address + "/healthz").status()).isEqualTo(405);

                process.signal("TERM");
                HeadraceProcess.Ended ended = process.await();
                assertThat(ended.code()).as(ended.toString()).isZero();
                assertThat(ended.out())
                        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ Serving api; see http://")
                        .containsPattern("Z api: started, due \\d{4}-")
                        .containsPattern("Z api: complete, 1 records, 1 requests, .*; next \\d{4}-")
                        .endsWith("Z Stopped." + System.lineSeparator());
            }
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws IOException {
        CompletableFuture<Void> never = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(never))) {
            configure(upstream, "engine { stop-within = 10m }");
            try (HeadraceProcess process = HeadraceProcess.start(directory, "serve")) {
                process.awaitWhileRunning(
                        () -> upstream.traffic().exchanges("/items").size() == 1);
                process.signal("TERM");
                process.awaitWhileRunning(() -> process.outSoFar().contains("Stopping"));
                process.signal("TERM");
                assertThat(process.await().code()).isEqualTo(128 + 15);
            } finally {
                never.complete(null);
            }
        }
    }

    @Test
    void whatIsUnderWayHasItsGraceAndNoMore() throws IOException {
        CompletableFuture<Void> never = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(never))) {
            configure(upstream, "engine { stop-within = 100ms }");
            try (HeadraceProcess process = HeadraceProcess.start(directory, "serve")) {
                process.awaitWhileRunning(
                        () -> upstream.traffic().exchanges("/items").size() == 1);
                process.signal("INT");
                HeadraceProcess.Ended ended = process.await();
                assertThat(ended.code()).as(ended.toString()).isZero();
                assertThat(ended.out()).contains("api: stopped, to go on later");
            } finally {
                never.complete(null);
            }
        }
    }

    @Test
    void itEndsWithOneWhenNothingCanBeWrittenAnyMore() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[{\"id\":1}]"))) {
            configure(upstream, "output.directory = taken");
            Files.writeString(directory.resolve("taken"), "a file, where a directory should be");
            HeadraceProcess.Ended broken = HeadraceProcess.run(directory, "serve");
            assertThat(broken.code()).as(broken.toString()).isEqualTo(1);
            assertThat(broken.out()).containsPattern("api: failed, 0 records").contains("taken");
        }
    }

    @Test
    void whatCannotBeServedIsSaidAtOnce() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            Files.writeString(directory.resolve("headrace.conf"), """
                    connectors.api { connector = rest, base-url = "%s", streams.items { path = "/items" } }
                    """.formatted(upstream.uri()));
            HeadraceProcess.Ended idle = HeadraceProcess.run(directory, "serve");
            assertThat(idle.code()).as(idle.toString()).isEqualTo(2);
            assertThat(idle.err())
                    .contains(
                            "headrace.conf:1: connectors.api: is not scheduled",
                            "Nothing is ever due in headrace.conf.");

            configure(
                    upstream,
                    "connectors.other { connector = rest, base-url = \"http://x\", cron = daily, streams.s { path = \"/\" } }");
            HeadraceProcess.Ended wrong = HeadraceProcess.run(directory, "validate");
            assertThat(wrong.code()).as(wrong.toString()).isEqualTo(2);
            assertThat(wrong.err()).contains("headrace.conf:2: connectors.other.cron: 'daily' is no cron expression");

            configure(upstream, "");
            try (HeadraceProcess first = HeadraceProcess.start(directory, List.of(), "serve")) {
                first.awaitWhileRunning(() -> first.outSoFar().contains("api: complete"));
                HeadraceProcess.Ended second = HeadraceProcess.run(directory, "serve");
                assertThat(second.code()).as(second.toString()).isEqualTo(1);
                assertThat(second.err()).contains("is in use by process");
            }
        }
    }
}
