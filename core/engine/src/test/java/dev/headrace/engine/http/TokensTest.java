package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final AtomicInteger issued = new AtomicInteger();
    private final HandTicker ticker = new HandTicker();
    private final Network network = Network.on(ticker);
    private volatile int valid = 1;
    private volatile Reply refusal = Reply.status(401);

    private final FakeUpstream upstream = FakeUpstream.builder()
            .route("/token", request -> token())
            .route("/items", this::items)
            .start();

    private Reply token() {
        return Reply.json("{\"access_token\":\"token-%d\",\"token_type\":\"bearer\",\"expires_in\":3600}"
                .formatted(issued.incrementAndGet()));
    }

    private Reply items(ReceivedRequest request) {
        int number =
                Integer.parseInt(request.header("Authorization").orElse("0").replaceAll("\\D", ""));
        return number >= valid ? Reply.json("[]") : refusal;
    }

    private Http http() {
        return network.http(
                upstream.uri(),
                Auth.clientCredentials(
                        upstream.uri("/token"), "client:1", Secret.of("client-secret"), List.of("read", "list")));
    }

    @AfterEach
    void close() {
        network.close();
        upstream.close();
    }

    @Test
    void aTokenIsFetchedOnceForAll() throws Exception {
        Http http = http();
        List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(http.get("/items").toCompletableFuture());
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        assertThat(issued).hasValue(1);
        ReceivedRequest request = upstream.traffic().exchanges("/token").get(0).request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.bodyText()).isEqualTo("grant_type=client_credentials&scope=read+list");
        assertThat(request.header("Authorization"))
                .contains(SignedBy.basic("client%3A1", "client-secret").value());
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
    }

    @Test
    void aTokenIsRenewedInTheBackgroundBeforeItEnds() throws Exception {
        Http http = http();
        Network.reply(http, "/items");
        ticker.advance(Duration.ofMinutes(59).plusSeconds(10));
        Network.reply(http, "/items");

        Await.until("the second token is there", () -> issued.get() == 2);
        assertThat(upstream.traffic().exchanges("/items").get(1).request().header("Authorization"))
                .contains("Bearer token-1");
    }

    @Test
    void aTokenPastItsEndIsNotUsed() throws Exception {
        Http http = http();
        Network.reply(http, "/items");
        ticker.advance(Duration.ofHours(2));
        Network.reply(http, "/items");

        assertThat(upstream.traffic().exchanges("/items").get(1).request().header("Authorization"))
                .contains("Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        Http http = http();
        Network.reply(http, "/items");
        valid = 2;
        assertThat(Network.reply(http, "/items").status()).isEqualTo(200);
        assertThat(issued).hasValue(2);

        valid = 100;
        HttpFailure failure = Network.failure(http, "/items");
        assertThat(failure.status()).hasValue(401);
        assertThat(issued).hasValue(3);
    }

    @Test
    void aTokenThatCannotBeHadFailsTheCallAndIsTriedAgainByTheNext() throws Exception {
        try (FakeUpstream refusing = FakeUpstream.builder()
                .route(
                        "/token",
                        request -> issued.incrementAndGet() == 1
                                ? Reply.json("{\"error\":\"invalid_client\"}").withStatus(400)
                                : token())
                .route("/items", this::items)
                .start()) {
            Http http = network.http(
                    refusing.uri(),
                    Auth.clientCredentials(refusing.uri("/token"), "me", Secret.of("client-secret"), List.of()));
            HttpFailure failure = Network.failure(http, "/items");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.STATUS);
            assertThat(failure)
                    .hasMessageContaining("/items was not sent, for want of an access token: POST ")
                    .hasMessageContaining("invalid_client");
            assertThat(Network.reply(http, "/items").status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerWithoutATokenIsSaidToBeOne() throws Exception {
        try (FakeUpstream empty = FakeUpstream.answering(Reply.json("{}"))) {
            Http http = network.http(
                    empty.uri(),
                    Auth.clientCredentials(empty.uri("/token"), "me", Secret.of("client-secret"), List.of()));
            assertThat(Network.failure(http, "/items")).hasMessageContaining("without an access_token");
        }
    }

    @Test
    void tokensAndTheSecretAreInNoMessage() throws Exception {
        refusal = Reply.text("token-1 and token-2 are not enough, nor is client-secret")
                .withStatus(403);
        valid = 100;
        HttpFailure failure = Network.failure(http(), "/items");

        assertThat(failure)
                .hasMessageNotContaining("token-1")
                .hasMessageNotContaining("client-secret")
                .hasMessageContaining("****** and token-2 are not enough");
    }

    @Test
    void theNextRunGoesOnWithTheRefreshTokenThatTheServerGaveLast() throws Exception {
        try (FakeUpstream rotating = FakeUpstream.builder()
                .route(
                        "/token",
                        request -> Reply.json("{\"access_token\":\"token-%d\",\"refresh_token\":\"refresh-2\"}"
                                .formatted(issued.incrementAndGet())))
                .route("/items", Reply.json("[]"))
                .start()) {
            Map<String, String> kept = new ConcurrentHashMap<>();
            for (String configured : List.of("refresh-1", "refresh-1", "refresh-of-another-consent")) {
                try (Network run = Network.open()) {
                    run.transport.remember(kept, kept::put);
                    Auth auth = Auth.refreshToken(
                            rotating.uri("/token"), "me", Secret.of("client-secret"), Secret.of(configured));
                    Network.reply(run.http(rotating.uri(), auth), "/items");
                }
            }

            assertThat(rotating.traffic().exchanges("/token"))
                    .extracting(exchange -> exchange.request().bodyText())
                    .containsExactly(
                            "grant_type=refresh_token&refresh_token=refresh-1",
                            "grant_type=refresh_token&refresh_token=refresh-2",
                            "grant_type=refresh_token&refresh_token=refresh-of-another-consent");
            assertThat(kept.toString()).doesNotContain("refresh-");
        }
    }

    @Test
    void instancesWithOneRefreshTokenHaveOneTokenBetweenThem() throws Exception {
        try (FakeUpstream rotating = FakeUpstream.builder()
                .route("/token", request -> once(request))
                .route("/items", this::items)
                .start()) {
            Auth auth =
                    Auth.refreshToken(rotating.uri("/token"), "me", Secret.of("client-secret"), Secret.of("refresh-0"));
            Http first = network.http(rotating.uri(), auth);
            Network.reply(first, "/items");
            Http second = network.http(rotating.uri(), auth);
            Network.reply(second, "/items");
            assertThat(issued).hasValue(1);

            valid = 2;
            Network.reply(first, "/items");
            Network.reply(second, "/items");
            assertThat(issued).hasValue(2);

            refusal = Reply.text("token-2 and refresh-2 are not enough").withStatus(403);
            valid = 3;
            assertThat(Network.failure(second, "/items")).hasMessageContaining("****** and ****** are not enough");
        }
    }

    /** Takes each refresh token once. */
    private Reply once(ReceivedRequest request) {
        int number = issued.get();
        return request.bodyText().endsWith("refresh-" + number) && issued.compareAndSet(number, number + 1)
                ? Reply.json(
                        "{\"access_token\":\"token-%1$d\",\"refresh_token\":\"refresh-%1$d\"}".formatted(number + 1))
                : Reply.json("{\"error\":\"invalid_grant\"}").withStatus(400);
    }

    @Test
    void whatIsSealedIsOpenedByTheSameSecretOnly() {
        String sealed = new Seal("secret").close("refresh-2");
        assertThat(new Seal("secret").open(sealed)).contains("refresh-2");
        assertThat(new Seal("other").open(sealed)).isEmpty();
        String changed = (sealed.startsWith("A") ? "B" : "A") + sealed.substring(1);
        assertThat(new Seal("secret").open(changed)).isEmpty();
        assertThat(new Seal("secret").open("no base64!")).isEmpty();
        assertThat(new Seal("secret").open("AAAA")).isEmpty();
    }

    @Test
    void aRefreshTokenIsUsedAndReplacedByTheOneThatTheServerGives() throws Exception {
        try (FakeUpstream rotating = FakeUpstream.builder()
                .route(
                        "/token",
                        request -> Reply.json("{\"access_token\":\"token-%d\",\"refresh_token\":\"refresh-2\"}"
                                .formatted(issued.incrementAndGet())))
                .route("/items", this::items)
                .start()) {
            Http http = network.http(
                    rotating.uri(),
                    Auth.refreshToken(
                            rotating.uri("/token"), "me", Secret.of("client-secret"), Secret.of("refresh-1")));
            Network.reply(http, "/items");
            valid = 2;
            Network.reply(http, "/items");

            assertThat(rotating.traffic().exchanges("/token"))
                    .extracting(exchange -> exchange.request().bodyText())
                    .containsExactly(
                            "grant_type=refresh_token&refresh_token=refresh-1",
                            "grant_type=refresh_token&refresh_token=refresh-2");
        }
    }
}
