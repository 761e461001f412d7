package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestAuthTest {
    private static final String SECRET = "pläin&secret";

    @TempDir
    private Path directory;

    private Collector collector() {
        return new Collector(directory).with("SECRET", SECRET);
    }

    private static FakeUpstreamBuilder upstream() {
        return FakeUpstream.builder().route("/list", Reply.json("[{\"id\":1}]"));
    }

    private static String configuration(FakeUpstream upstream, String auth) {
        return """
                connectors.api {
                  connector = rest, base-url = "%1$s"
                  auth { %2$s }
                  streams.things { path = "/list" }
                }
                """.formatted(
                upstream.uri(), auth.replace("@upstream@", upstream.uri().toString()));
    }

    private void collects(FakeUpstreamBuilder builder, String auth) {
        try (FakeUpstream upstream = builder.start()) {
            assertThat(collector().runWhole(configuration(upstream, auth)).records())
                    .isEqualTo(1);
        }
    }

    @Test
    void noneSendsNothing() {
        collects(
                upstream().require(request -> request.header("Authorization").isEmpty(), Reply.status(400)),
                "type = none");
    }

    @Test
    void bearerSendsTheToken() {
        collects(upstream().requireBearer("token-1"), "type = bearer, token = token-1");
    }

    @Test
    void basicSendsUserAndPassword() {
        // RFC 7617, 2.1: in UTF-8.
        collects(
                upstream().requireHeader("Authorization", "Basic w6RubmE6cGw6w6QkaW4="),
                "type = basic, user = \"änna\", password = \"pl:ä$in\"");
    }

    @Test
    void aKeyGoesIntoAHeader() {
        collects(upstream().requireHeader("X-Api-Key", "k-1"), "type = header, name = X-Api-Key, key = k-1");
    }

    @Test
    void aKeyGoesIntoTheQuery() {
        collects(
                upstream().require(request -> request.query("api_key").equals(Optional.of(SECRET)), Reply.status(401)),
                "type = query, name = api_key, key = ${SECRET}");
    }

    @Test
    void clientCredentialsAreExchangedForAToken() {
        Reply token = Reply.json("{\"access_token\":\"at-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        collects(
                FakeUpstream.builder()
                        .route(
                                "/token",
                                request -> request.bodyText().equals("grant_type=client_credentials&scope=read+write")
                                                && request.header("Authorization")
                                                        .equals(Optional.of("Basic YXBwOnMlM0E="))
                                        ? token
                                        : Reply.status(400))
                        .route(
                                "/list",
                                request -> request.header("Authorization").equals(Optional.of("Bearer at-1"))
                                        ? Reply.json("[{\"id\":1}]")
                                        : Reply.status(401)),
                "type = oauth2, token-url = \"@upstream@/token\", client-id = app, client-secret = \"s:\", scopes = [read, write]");
    }

    @Test
    void aSessionIsSignedInOnceAndItsTokenIsShown() {
        collects(
                FakeUpstream.builder()
                        .route(
                                "/login",
                                request -> request.bodyText().equals("{\"login\":\"anna\",\"password\":\"p\"}")
                                        ? Reply.json("{\"data\":{\"token\":\"t-1\"}}")
                                        : Reply.status(400))
                        .route(
                                "/list",
                                request -> request.header("X-Session").equals(Optional.of("t-1"))
                                        ? Reply.json("[{\"id\":1}]")
                                        : Reply.status(401)),
                """
                type = session, user = anna, password = p
                session { url = "@upstream@/login", user-field = login, token-at = /data/token, header = X-Session, prefix = "" }
                """);
    }

    @Test
    void aSessionMayBeACookieAndIsSignedInAgainWhenItIsOver() {
        java.util.concurrent.atomic.AtomicInteger sessions = new java.util.concurrent.atomic.AtomicInteger();
        collects(
                FakeUpstream.builder()
                        .route(
                                "/login",
                                request -> request.bodyText().equals("username=anna&password=p%26q")
                                        ? Reply.status(204)
                                                .withHeader(
                                                        "Set-Cookie",
                                                        "SID=s%d; Path=/; HttpOnly"
                                                                .formatted(sessions.incrementAndGet()))
                                        : Reply.status(400))
                        .route(
                                "/list",
                                request -> request.header("Cookie").equals(Optional.of("SID=s2"))
                                        ? Reply.json("[{\"id\":1}]")
                                        : Reply.status(401)),
                """
                type = session, user = anna, password = "p&q"
                session { url = "@upstream@/login", as = form, cookie = SID }
                """);
        assertThat(sessions).hasValue(2);
    }

    @Test
    void aWrongSecretIsAFailureThatDoesNotShowIt() {
        try (FakeUpstream upstream = upstream()
                .require(
                        request -> false,
                        Reply.json("{\"error\":\"who is %s?\"}".formatted(SECRET))
                                .withStatus(401))
                .start()) {
            FailedItem lost =
                    collector().runToOneFailure(configuration(upstream, "type = query, name = key, key = ${SECRET}"));
            assertThat(lost.cause()).contains("401").doesNotContain(SECRET).doesNotContain("pl%C3%A4in%26secret");
            assertThat(lost.item()).doesNotContain("secret");
        }
    }
}
