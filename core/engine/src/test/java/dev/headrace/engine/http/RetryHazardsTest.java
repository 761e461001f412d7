package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.junit.jupiter.api.Test;

/** What HttpClient sends again, and where it sends secrets; and what the facade does instead. */
class RetryHazardsTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final HttpCall ORDER = HttpCall.post("/orders", BODY, "application/json");

    private static FakeUpstream unavailableOnce() {
        return FakeUpstream.builder()
                .route("/orders", Responder.sequence(Reply.status(503), Reply.json("{\"id\":1}")))
                .start();
    }

    @Test
    void theRawClientSendsAPostAgain() throws Exception {
        try (FakeUpstream upstream = unavailableOnce();
                RawClient raw = new RawClient(2)) {
            raw.send(SimpleHttpRequest.create("POST", upstream.uri("/orders"))).get(30, TimeUnit.SECONDS);

            assertThat(upstream.traffic().requests()).isEqualTo(2);
        }
    }

    @Test
    void aPostThatMayHaveArrivedIsNotSentAgain() throws Exception {
        try (FakeUpstream upstream = unavailableOnce();
                Network network = Network.open()) {
            HttpFailure failure = Network.failure(network.http(upstream.uri()), ORDER);

            assertThat(failure.status()).hasValue(503);
            assertThat(failure.mayRetry()).isTrue();
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aPostThatIsSaidToBeRepeatableIsSentAgain() throws Exception {
        try (FakeUpstream upstream = unavailableOnce();
                Network network = Network.open()) {
            HttpReply reply = Network.reply(network.http(upstream.uri()), ORDER.repeatable());

            assertThat(reply.json().path("id").asInt()).isEqualTo(1);
            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(network.account.in(Phase.RETRY_WAIT)).isPositive();
        }
    }

    @Test
    void aPostWithAnIdempotencyKeyIsSentAgain() throws Exception {
        try (FakeUpstream upstream = unavailableOnce();
                Network network = Network.open()) {
            Network.reply(network.http(upstream.uri()), ORDER.header("idempotency-key", "7"));

            assertThat(upstream.traffic().requests()).isEqualTo(2);
        }
    }

    @Test
    void aThrottledPostIsSentAgainBecauseItWasNotActedUpon() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route(
                                "/orders",
                                Responder.sequence(Reply.tooManyRequests(Duration.ofSeconds(3)), Reply.json("{}")))
                        .start();
                Network network = Network.on(ticker)) {
            CompletableFuture<HttpReply> reply =
                    network.http(upstream.uri()).send(ORDER).toCompletableFuture();
            network.awaitWaiting("host-127.0.0.1-" + upstream.port(), 1);

            assertThat(ticker.advanceUntilDone(reply).status()).isEqualTo(200);
        }
    }

    @Test
    void anAttemptThatFailsIsToldWithTheOthers() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route(
                                "/x",
                                Responder.sequence(
                                        Reply.reset(),
                                        Reply.status(502),
                                        Reply.json("{\"why\":\"broken\"}").withStatus(500)))
                        .start();
                Network network = Network.open()) {
            HttpFailure failure = Network.failure(network.http(upstream.uri()), "/x");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.STATUS);
            assertThat(failure)
                    .hasMessageMatching("GET http://127.0.0.1:\\d+/x answered 500 after .*; 3 attempts: "
                            + "1\\) .*(reset|closed).* after .*, 2\\) 502 after .*, 3\\) 500 after .*; "
                            + "the body begins: \\{\"why\":\"broken\"}");
        }
    }

    @Test
    void aResetIsSentAgainIfItMayBe() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/x", Responder.sequence(Reply.reset(), Reply.hangUp(), Reply.json("[1]")))
                        .start();
                Network network = Network.open()) {
            assertThat(Network.reply(network.http(upstream.uri()), "/x").json().size())
                    .isEqualTo(1);
        }
    }

    @Test
    void retriesEndWhenEverythingFails() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(500));
                Network network = Network.on(ticker).limit(Limit.named("wide").concurrency(60))) {
            Http http = network.http(network.transport.upstream(UpstreamSettings.of("test", "test", upstream.uri())
                    .limits(List.of("wide"))
                    .bounds(ExchangeBounds.DEFAULTS.attempts(2))));
            List<CompletableFuture<HttpReply>> all = IntStream.range(0, 60)
                    .mapToObj(i -> http.get("/x").toCompletableFuture())
                    .toList();
            // The clock stands still until nobody can pay any more, or has to.
            upstream.traffic().awaitRequests(60, Duration.ofSeconds(60));
            Await.until("those who cannot pay have failed", () -> waiting(all) <= 35 + 6 + 3);
            for (CompletableFuture<HttpReply> one : all) {
                ticker.advanceUntilDone(one.handle((reply, failure) -> true));
            }
            // 35 are saved up, 60 requests earn 6, and a second has 3.
            assertThat(upstream.traffic().requests()).isBetween(60 + 35 + 3, 60 + 35 + 6 + 3);
        }
    }

    private static long waiting(List<CompletableFuture<HttpReply>> all) {
        return all.stream().filter(one -> !one.isDone()).count();
    }

    @Test
    void theRawClientForwardsKeysToOtherOrigins() throws Exception {
        try (FakeUpstream other = FakeUpstream.answering(Reply.json("[]"));
                FakeUpstream upstream = FakeUpstream.answering(
                        Reply.redirect(302, other.uri("/stolen").toString()));
                RawClient raw = new RawClient(2)) {
            SimpleHttpRequest request = SimpleHttpRequest.create("GET", upstream.uri("/x"));
            request.setHeader("X-Api-Key", "sesame-sesame");
            raw.send(request).get(30, TimeUnit.SECONDS);

            assertThat(other.traffic().exchanges("/stolen").get(0).request().header("X-Api-Key"))
                    .contains("sesame-sesame");
        }
    }

    @Test
    void keysStayWithTheirOrigin() throws Exception {
        for (Auth auth : List.of(
                Auth.header("X-Api-Key", Secret.of("sesame-sesame")),
                Auth.bearer(Secret.of("sesame-sesame")),
                Auth.basic("user", Secret.of("sesame-sesame")),
                Auth.query("key", Secret.of("sesame-sesame")))) {
            keysStayWithTheirOrigin(auth);
        }
    }

    private static void keysStayWithTheirOrigin(Auth auth) throws Exception {
        try (FakeUpstream other = FakeUpstream.answering(Reply.json("[]"));
                FakeUpstream upstream = FakeUpstream.answering(
                        Reply.redirect(302, other.uri("/elsewhere").toString()));
                Network network = Network.open()) {
            HttpCall call = HttpCall.get("/x").header("Private-Token", "sesame-sesame");
            HttpReply reply = Network.reply(network.http(upstream.uri(), auth), call);
            // An absolute target on another origin gets no credentials either.
            Network.reply(
                    network.http(upstream.uri(), auth),
                    HttpCall.get(other.uri("/direct").toString()));

            assertThat(reply.uri()).isEqualTo(other.uri("/elsewhere"));
            String sent = upstream.traffic().exchanges("/x").get(0).request().target()
                    + upstream.traffic().exchanges("/x").get(0).request().headers();
            assertThat(sent).containsPattern("sesame-sesame|Basic dXNlcjpzZXNhbWUtc2VzYW1l");
            assertThat(other.traffic().exchanges())
                    .hasSize(2)
                    .allSatisfy(exchange -> assertThat(exchange.request().target()
                                    + exchange.request().headers())
                            .doesNotContain("sesame")
                            .doesNotContain("dXNlcjpzZXNhbWUt"));
        }
    }

    @Test
    void aCallCannotReplaceTheCredentialsOfItsConnector() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.open()) {
            Http http = network.http(upstream.uri(), Auth.bearer(Secret.of("sesame-sesame")));
            Network.reply(http, HttpCall.get("/x").header("authorization", "Bearer other"));

            ReceivedRequest request = upstream.traffic().exchanges("/x").get(0).request();
            assertThat(request.headers().get("Authorization")).containsExactly("Bearer sesame-sesame");
        }
    }

    @Test
    void aRedirectWithinTheOriginKeepsCredentialsAndFields() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/old", Reply.redirect(301, "/new?page=1"))
                        .route("/new", Reply.json("[]"))
                        .start();
                Network network = Network.open()) {
            Http http = network.http(upstream.uri(), Auth.bearer(Secret.of("sesame-sesame")));
            HttpReply reply = Network.reply(http, HttpCall.get("/old").header("X-View", "full"));

            assertThat(reply.uri()).isEqualTo(upstream.uri("/new?page=1"));
            assertThat(upstream.traffic().exchanges("/new").get(0).request().header("Authorization"))
                    .contains("Bearer sesame-sesame");
            assertThat(upstream.traffic().exchanges("/new").get(0).request().header("X-View"))
                    .contains("full");
        }
    }

    @Test
    void aStaleConnectionNeverCostsARepeatableRequest() throws Exception {
        try (ForgetfulServer server = ForgetfulServer.start();
                Network network = Network.open()) {
            Http http = network.http(
                    UpstreamSettings.of("test", "test", server.uri()).bounds(ExchangeBounds.DEFAULTS.attempts(1)));
            for (int i = 0; i < 500; i++) {
                assertThat(Network.reply(http, "/" + i).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aRefusedConnectionIsTriedAgainEvenForAPost() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1");
        try (Network network = Network.open()) {
            HttpFailure failure = Network.failure(network.http(nobody), ORDER);

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECTION);
            assertThat(failure).hasMessageContaining("3 attempts");
        }
    }

    @Test
    void whatWasTriedBeforeIsToldWhateverTheEnd() throws Exception {
        for (Reply end : List.of(Reply.json("{"), Reply.status(302))) {
            try (FakeUpstream upstream = FakeUpstream.builder()
                            .route("/x", Responder.sequence(Reply.status(500), Reply.status(500), end))
                            .start();
                    Network network = Network.open()) {
                assertThat(Network.failure(network.http(upstream.uri()), "/x"))
                        .hasMessageMatching(
                                "(?s).*; before that: 500 after .*; 2 attempts: 1\\) 500 after .*, 2\\) 500 after .*");
            }
        }
    }
}
