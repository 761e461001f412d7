package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins whose answer sets a cookie or leads on. */
class SignInTest {
    private static final String PASSWORD = "open sesame";

    private final HandTicker ticker = new HandTicker();
    private final Network network = Network.on(ticker);

    @AfterEach
    void close() {
        network.close();
    }

    private Http http(FakeUpstream upstream) {
        return network.http(upstream.uri(), session(upstream.uri("/login")));
    }

    private static Auth session(URI login) {
        return Auth.session(
                login,
                new Auth.SignIn("user", "me", "password", Secret.of(PASSWORD), false),
                new Auth.Pass("", "sid", "", "", Duration.ofHours(1)));
    }

    private static List<String> cookies(FakeUpstream upstream) {
        return upstream.traffic().exchanges("/items").stream()
                .map(exchange -> exchange.request().header("Cookie").orElse(""))
                .toList();
    }

    @Test
    void theCookieOfARedirectIsTheSessionAndNobodyFollowsIt() throws Exception {
        try (FakeUpstream browsers = FakeUpstream.builder()
                .route("/login", Reply.redirect(302, "/home").withHeader("Set-Cookie", "sid=session-1; Path=/"))
                .route("/items", Reply.json("[]"))
                .start()) {
            Network.reply(http(browsers), "/items");

            assertThat(cookies(browsers)).containsExactly("sid=session-1");
            assertThat(browsers.traffic().exchanges("/home")).isEmpty();
        }
    }

    @Test
    void theLastCookieOfOneNameIsTheSession() throws Exception {
        try (FakeUpstream twice = FakeUpstream.builder()
                .route(
                        "/login",
                        Reply.json("{}")
                                .withHeader("Set-Cookie", "sid=; Max-Age=0")
                                .andHeader("Set-Cookie", "sid=session-2; Path=/"))
                .route("/items", Reply.json("[]"))
                .start()) {
            Network.reply(http(twice), "/items");

            assertThat(cookies(twice)).containsExactly("sid=session-2");
        }
    }

    @Test
    void aSessionThatIsGivenAgainIsUsedAndStaysSecret() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (FakeUpstream same = FakeUpstream.builder()
                .route("/login", Reply.json("{}").withHeader("Set-Cookie", "sid=session-3"))
                .route("/items", request -> asked.incrementAndGet() < 4 ? Reply.json("[]") : refusal(request))
                .start()) {
            Http http = http(same);
            for (int i = 0; i < 3; i++) {
                Network.reply(http, "/items");
                ticker.advance(Duration.ofHours(2));
            }
            HttpFailure failure = Network.failure(http, "/items");

            assertThat(cookies(same)).containsOnly("sid=session-3");
            assertThat(same.traffic().exchanges("/login")).hasSize(4);
            assertThat(failure).hasMessageContaining("you sent").hasMessageNotContaining("session-3");
        }
    }

    private static Reply refusal(ReceivedRequest request) {
        return Reply.text("you sent " + request.header("Cookie").orElse("nothing"))
                .withStatus(403);
    }

    @Test
    void thePasswordGoesToNoOtherOrigin() throws Exception {
        try (FakeUpstream other = FakeUpstream.answering(Reply.json("{}").withHeader("Set-Cookie", "sid=stolen"));
                FakeUpstream leading = FakeUpstream.builder()
                        .route("/login", Reply.redirect(308, other.uri("/login").toString()))
                        .start()) {
            HttpFailure failure = Network.failure(http(leading), "/items");

            assertThat(other.traffic().exchanges("/login")).isEmpty();
            assertThat(failure)
                    .hasMessageContaining("answered 308, a redirect that is not followed")
                    .hasMessageContaining("it leads to " + other.uri("/login"))
                    .hasMessageNotContaining("sesame");
        }
    }
}
