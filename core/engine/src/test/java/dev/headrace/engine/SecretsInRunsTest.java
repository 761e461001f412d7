package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A secret is in nothing that a run writes or says, even if the upstream says it back in every answer. */
class SecretsInRunsTest {
    private static final String SECRET = "s3cr3t-+/=&pl4nt3d";
    /** What an upstream gives for the client's secret; as secret as that. */
    private static final String TOKEN = "t0k3n-0f-th3-0auth-s3rv3r";

    private static final String USER = "user";

    @TempDir
    Path directory;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    private enum Way {
        BEARER,
        HEADER,
        BASIC,
        QUERY,
        CLIENT_CREDENTIALS;

        Auth auth(ConnectorConfig config) {
            return switch (this) {
                case BEARER -> Auth.bearer(config.secret("token"));
                case HEADER -> Auth.header("X-Api-Key", config.secret("token"));
                case BASIC -> Auth.basic(USER, config.secret("token"));
                case QUERY -> Auth.query("key", config.secret("token"));
                case CLIENT_CREDENTIALS ->
                    Auth.clientCredentials(
                            URI.create(config.uri("base-url") + "/token"), "client", config.secret("token"), List.of());
            };
        }
    }

    @BeforeEach
    void captureTheLog() {
        // The simple logger asks for System.err at each line.
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheLogBack() {
        System.setErr(standardError);
        standardError.print(logged.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void noWayOfAuthenticationLeaksTheSecret(Way way) throws IOException {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/token",
                        request -> Reply.json("{\"access_token\":\"%s\",\"token_type\":\"bearer\"}".formatted(TOKEN)))
                .route("/*", SecretsInRunsTest::echo)
                .start()) {
            ScriptedProvider.register(
                    "leaky", Script.items(6, SecretsInRunsTest::collect).auth(way::auth));
            RunReport report = run(upstream);

            assertThat(report.outcomes().of(ItemOutcome.FAILED)).isEqualTo(5);
            assertThat(report.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(1);
            // The upstream has really been given what must not be seen.
            assertThat(upstream.traffic().exchanges("/echo/1").get(0).request().toString()
                            + upstream.traffic()
                                    .exchanges("/echo/1")
                                    .get(0)
                                    .request()
                                    .headers())
                    .containsAnyOf(encoded(way));
            assertNothingLeaks(report.toString(), way == Way.CLIENT_CREDENTIALS);
        }
    }

    private static String[] encoded(Way way) {
        return switch (way) {
            case BEARER, HEADER -> new String[] {SECRET};
            case BASIC -> new String[] {base64()};
            case QUERY -> new String[] {"key=s3cr3t-"};
            case CLIENT_CREDENTIALS -> new String[] {TOKEN};
        };
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /** Items 2 to 6 fail, each in its own way. */
    private static CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().get("/echo/" + item.arg("n")).thenApply(reply -> {
            if (item.arg("n").equals("5")) {
                throw new PermanentException("the answer was " + reply.text());
            }
            if (item.arg("n").equals("6")) {
                throw new IllegalStateException("from " + reply.uri(), new IOException(reply.text()));
            }
            return Step.empty().emit("echo", item.arg("n"), reply.json().path("safe"));
        });
    }

    private static Reply echo(ReceivedRequest request) {
        String all = (request.target() + " " + request.headers()).replace("\"", "");
        Reply echoing = Reply.json("{\"safe\":1,\"echo\":\"%s\"}".formatted(all));
        return switch (request.path()) {
            case "/echo/2" -> echoing.withStatus(400);
            case "/echo/3" -> echoing.withStatus(500).withHeader("X-Echo", all);
            case "/echo/4" -> Reply.json("{\"broken\": " + all);
            default -> echoing;
        };
    }

    @Test
    void aSecretInAProvidersFailureIsHidden() throws IOException {
        ScriptedProvider.register(
                "leaky",
                Script.items(1, SecretsInRunsTest::collect)
                        .refusing(config -> new IllegalStateException(
                                "cannot log in with " + config.secret("token").reveal())));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(204))) {
            RunReport report = run(upstream);
            assertThat(report.connectors().get(0).problem().orElseThrow()).contains("cannot log in with");
            assertNothingLeaks(report.toString(), false);
        }
    }

    @Test
    void aSecretInAnItemThatFailsIsHiddenWhereverThatIsTold() throws IOException {
        ScriptedProvider.register(
                "leaky",
                Script.of(
                        cursors -> Step.empty().then(WorkItem.of("page").with("url", "/pages?key=" + SECRET)),
                        (item, context) -> CompletableFuture.failedFuture(new IllegalStateException("no"))));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(204));
                Engine engine = load(upstream)) {
            Run run = engine.collect(fatal -> {});
            RunReport report = RunDirectory.await(run);
            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.item()).startsWith("page{url=/pages?key="));
            assertNoSecret("report", report.toString(), true);
            assertThat(run.progress().connectors().get(0).failures().newest()).hasSize(1);
            assertNoSecret("progress", run.progress().toString(), true);
        }
    }

    @Test
    void aSecretInAPlansFailureIsHidden() throws IOException {
        ScriptedProvider.register(
                "leaky",
                Script.of(
                        cursors -> {
                            throw new IllegalStateException("cannot log in with " + SECRET);
                        },
                        SecretsInRunsTest::collect));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(204))) {
            assertNothingLeaks(run(upstream).toString(), false);
        }
    }

    @Test
    void aSecretInAnExceptionAboutTheConfigurationIsHidden() throws IOException {
        ScriptedProvider.register(
                "leaky",
                Script.items(1, SecretsInRunsTest::collect)
                        .refusing(config -> new ConfigException(config.problem(
                                "token", "'" + config.secret("token").reveal() + "' is too short"))));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(204))) {
            assertThatThrownBy(() -> run(upstream))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("is too short")
                    .hasMessageNotContaining(SECRET);
        }
    }

    private Engine load(FakeUpstream upstream) throws IOException {
        Path configuration = directory.resolve("headrace.conf");
        Files.writeString(configuration, """
                connectors { leaky {
                  connector = scripted, script = leaky, base-url = "%s", token = ${?PLANTED}, http { attempts = 2 }
                } }
                """.formatted(upstream.uri()));
        return Engine.load(configuration, Map.of("PLANTED", SECRET), SecretsInRunsTest.class.getClassLoader());
    }

    private RunReport run(FakeUpstream upstream) throws IOException {
        try (Engine engine = load(upstream)) {
            RunReport report = RunDirectory.await(engine.collect(fatal -> {}));
            assertNoSecret("state", engine.state().toString(), true);
            assertNoSecret("effective configuration", engine.effectiveConfiguration(), true);
            return report;
        }
    }

    private void assertNothingLeaks(String report, boolean token) throws IOException {
        assertNoSecret("report", report, token);
        assertNoSecret("log", logged.toString(StandardCharsets.UTF_8), token);
        List<Path> files = RunDirectory.files(directory);
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("headrace-state.db");
        for (Path file : files) {
            // Any byte is a character in this charset, so that nothing of the file is lost.
            assertNoSecret(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), token);
        }
    }

    private static void assertNoSecret(String where, String text, boolean token) {
        assertThat(text)
                .as(where)
                .doesNotContain(SECRET)
                .doesNotContain("s3cr3t-%2B%2F%3D%26pl4nt3d")
                .doesNotContain("s3cr3t-+/%3D%26pl4nt3d")
                .doesNotContain("pl4nt3d")
                .doesNotContain(base64());
        if (token) {
            assertThat(text).as(where).doesNotContain(TOKEN);
        }
    }
}
