package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Secret;
import dev.headrace.spi.Step;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes each refresh token once. */
class RotatedTokenTest {
    private static final String PLANTED = "refresh-token-number-";

    @TempDir
    Path directory;

    private int given = 1;

    private synchronized Reply token(ReceivedRequest request) {
        if (!request.bodyText().endsWith("refresh_token=" + PLANTED + given)) {
            return Reply.json("{\"error\":\"invalid_grant\"}").withStatus(400);
        }
        given++;
        return Reply.json(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"%s\"}".formatted(given, PLANTED + given));
    }

    @Test
    void eachRunGoesOnWithTheTokenThatTheLastOneWasGivenAndNobodyCanReadIt() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/token", this::token)
                .route("/*", Reply.json("{}"))
                .start()) {
            RunDirectory runs = runs(upstream);
            List<RunReport> reports = List.of(runs.collect(), runs.collect(), runs.collect());

            assertThat(reports).extracting(RunReport::status).containsOnly(RunStatus.COMPLETE);
            assertThat(given).isEqualTo(4);
            assertThat(written()).doesNotContain(PLANTED);
        }
    }

    @Test
    void firstPagesAreAskedForWithTheKeptTokenAndLeaveItsSuccessorToTheRun() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/token", this::token)
                .route("/*", Reply.json("{}"))
                .start()) {
            RunDirectory runs = runs(upstream);
            for (int i = 0; i < 2; i++) {
                try (Engine engine = runs.load()) {
                    assertThat(engine.plan(true).toString()).doesNotContain("invalid_grant");
                }
            }

            assertThat(runs.collect().status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(given).isEqualTo(4);
        }
    }

    @Test
    void nobodyIsAskedWithATokenThatARunIsUsing() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/token", this::token)
                        .route("/*", Reply.json("{}"))
                        .start();
                Engine engine = runs(upstream).load();
                Store running = Store.open(
                        StoreSettings.of(directory.resolve("headrace-state.db")),
                        JsonLinesSink.into(directory.resolve("out")),
                        failure -> {})) {
            running.view(StateView::tokens).toCompletableFuture().join();

            assertThat(engine.plan(true).toString()).contains("its refresh token must not be used twice");
            assertThat(given).isEqualTo(1);
        }
    }

    private RunDirectory runs(FakeUpstream upstream) {
        ScriptedProvider.register(
                "rotating",
                Script.items(
                                2,
                                (item, context) ->
                                        context.http().get("/" + item.arg("n")).thenApply(reply -> Step.empty()))
                        .auth(config -> Auth.refreshToken(
                                upstream.uri("/token"),
                                "client",
                                Secret.of("secret-of-the-client"),
                                Secret.of(PLANTED + 1))));
        return new RunDirectory(directory)
                .configure("connectors { rotating { connector = scripted, script = rotating, base-url = \"%s\" } }"
                        .formatted(upstream.uri()));
    }

    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
