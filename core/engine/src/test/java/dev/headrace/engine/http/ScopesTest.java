package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under which limits a request is. */
class ScopesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandTicker ticker = new HandTicker();
    private final Network network = Network.on(ticker);

    @AfterEach
    void close() {
        network.close();
    }

    private UpstreamSettings settings(String name, FakeUpstream upstream) {
        return UpstreamSettings.of(name, name, upstream.uri());
    }

    private long grants(String limit) {
        return network.budgets.snapshot().limits().stream()
                .filter(one -> one.name().equals(limit))
                .mapToLong(LimitSnapshot::grants)
                .sum();
    }

    private static String host(FakeUpstream upstream) {
        return "host-127.0.0.1-" + upstream.uri().getPort();
    }

    private static Auth key(String secret) {
        return Auth.bearer(Secret.of(secret));
    }

    @Test
    void aRequestIsUnderEveryClassOfEndpointsThatCoversIt() throws Exception {
        network.limit(Limit.named("search").endpoint("GET /search/**"))
                .limit(Limit.named("users").endpoint("/search/users").endpoint("POST /users"))
                .limit(Limit.named("posts").endpoint("POST /search/*"));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            Http http = network.http(settings("a", upstream).limits(List.of("search", "users", "posts")));
            Network.reply(http, "/search/users?q=x");
            Network.reply(http, "/search/code/x");
            Network.reply(http, HttpCall.post("/users", new byte[0], "text/plain"));
            Network.reply(http, "/other");

            assertThat(grants("search")).isEqualTo(2);
            assertThat(grants("users")).isEqualTo(2);
            assertThat(grants("posts")).isZero();
            assertThat(grants(host(upstream))).isEqualTo(4);
        }
    }

    @Test
    void endpointsAreThoseBehindTheBaseUrl() throws Exception {
        network.limit(Limit.named("items").endpoint("/items/{id}"));
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            Http http =
                    network.http(UpstreamSettings.of("a", "a", upstream.uri().resolve("/api/v3/"))
                            .limits(List.of("items")));
            Network.reply(http, "items/7");

            assertThat(upstream.traffic().exchanges().get(0).request().path()).isEqualTo("/api/v3/items/7");
            assertThat(grants("items")).isEqualTo(1);
        }
    }

    @Test
    void whoSharesHostAndCredentialSharesALimitThatDoesNotShowTheSecret() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            Network.reply(network.http(settings("a", upstream).auth(key("planted-secret"))), "/x");
            Network.reply(network.http(settings("b", upstream).auth(key("planted-secret"))), "/x");
            Network.reply(network.http(settings("c", upstream).auth(key("another-secret"))), "/x");
            Network.reply(network.http(settings("d", upstream)), "/x");

            String own = host(upstream) + "-" + Credential.mark("planted-secret");
            assertThat(own).doesNotContain("planted");
            assertThat(grants(own)).isEqualTo(2);
            assertThat(grants(host(upstream) + "-" + Credential.mark("another-secret")))
                    .isEqualTo(1);
            assertThat(grants(host(upstream))).isEqualTo(4);
        }
    }

    @Test
    void aRefusalPausesTheCredentialAndNobodyElseAtTheHost() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/*",
                        request -> request.header("Authorization").orElse("").contains("spent")
                                ? Reply.tooManyRequests(HOUR.dividedBy(6))
                                : Reply.json("[]"))
                .start()) {
            CompletableFuture<HttpReply> spent = network.http(
                            settings("a", upstream).auth(key("spent")))
                    .get("/x")
                    .toCompletableFuture();
            network.awaitWaiting(host(upstream) + "-" + Credential.mark("spent"), 1);

            Network.reply(network.http(settings("b", upstream).auth(key("other"))), "/x");
            assertThat(spent).isNotDone();
        }
    }

    @Test
    void aLimitForEachCredentialIsSharedByThoseWithTheSameOnly() throws Exception {
        network.limit(Limit.named("api").window(1, HOUR).perCredential());
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            Http one = network.http(settings("a", upstream).auth(key("one")).limits(List.of("api")));
            Http same = network.http(settings("b", upstream).auth(key("one")).limits(List.of("api")));
            Http other = network.http(settings("c", upstream).auth(key("two")).limits(List.of("api")));
            Network.reply(one, "/x");
            Network.reply(other, "/x");
            CompletableFuture<HttpReply> second = same.get("/x").toCompletableFuture();
            network.awaitWaiting("api-" + Credential.mark("one"), 1);
            assertThat(second).isNotDone();
        }
    }

    // ---- what answers tell

    private static Reply bucket(String name, int left) {
        return Reply.json("[]")
                .withHeader("X-RateLimit-Bucket", name)
                .withHeader("X-RateLimit-Remaining", String.valueOf(left))
                .withHeader("X-RateLimit-Reset-After", "600");
    }

    @Test
    void whatIsLeftOfABucketHoldsRequestsOfItsKindAndNoOthers() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/search/*", bucket("Search!", 0))
                .route("/items/*", bucket("core", 4_000))
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/search/17");
            CompletableFuture<HttpReply> held = http.get("/search/18").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".search", 1);
            Network.reply(http, "/items/1");
            Network.reply(http, "/items/2");

            assertThat(held).isNotDone();
            assertThat(upstream.traffic().requests()).isEqualTo(3);
        }
    }

    @Test
    void requestsThatWaitedWhileABucketBecameKnownAreUnderItWhenTheyGo() throws Exception {
        network.limit(Limit.named("narrow").concurrency(1));
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/search/*", bucket("search", 1)).start()) {
            Http http = network.http(settings("a", upstream).limits(List.of("narrow")));
            CompletableFuture<HttpReply> first = http.get("/search/1").toCompletableFuture();
            CompletableFuture<HttpReply> second = http.get("/search/2").toCompletableFuture();
            CompletableFuture<HttpReply> third = http.get("/search/3").toCompletableFuture();
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            network.awaitWaiting(host(upstream) + ".search", 1);
            // The second has been let through; it may still be on its way.
            upstream.traffic().awaitRequests(2, Duration.ofSeconds(60));
            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(second.isDone() && third.isDone()).isFalse();
        }
    }

    @Test
    void aNamedPolicyIsABucketWithItsWindow() throws Exception {
        Reply reply = Reply.json("[]")
                .withHeader("RateLimit-Policy", "\"burst\";q=2;w=600")
                .withHeader("RateLimit", "\"burst\";r=1;t=600");
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/search", reply)
                .route("/x", Reply.json("[]"))
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/search");
            Network.reply(http, "/search");
            CompletableFuture<HttpReply> third = http.get("/search").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".burst", 1);
            Network.reply(http, "/x");

            assertThat(third).isNotDone();
            assertThat(network.budgets.snapshot().limits())
                    .filteredOn(limit -> limit.name().endsWith(".burst"))
                    .flatExtracting(limit -> limit.rules().windows())
                    .containsExactly(new Limit.Window(2, Duration.ofMinutes(10)));
        }
    }

    @Test
    void anUpstreamThatTellsItsBytesIsHeldByThem() throws Exception {
        Reply large = Reply.json("\"" + "x".repeat(30_000) + "\"")
                .withHeader("RateLimit-Policy", "\"volume\";q=70000;w=600;qu=\"content-bytes\"");
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Responder.sequence(large, large, large, large))
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/a");
            Network.reply(http, "/a");
            Network.reply(http, "/a");
            CompletableFuture<HttpReply> more = http.get("/a").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".volume.bytes", 1);
            assertThat(more).isNotDone();
        }
    }

    @Test
    void wordsInPathsAreUnderTheBucketOfTheirSiblings() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/users/*", bucket("core", 0))
                .route("/search/*", bucket("search", 9))
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/search/code");
            Network.reply(http, "/users/alice");
            CompletableFuture<HttpReply> bob = http.get("/users/bob").toCompletableFuture();
            CompletableFuture<HttpReply> carol = http.get("/users/carol/posts").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".core", 2);
            Network.reply(http, "/search/users");

            assertThat(bob.isDone() || carol.isDone()).isFalse();
            assertThat(upstream.traffic().requests()).isEqualTo(3);
        }
    }

    @Test
    void aBucketOfTwoBeginningsIsTakenToHoldForAll() throws Exception {
        Reply refusal = bucket("default", 0).withStatus(429);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/alice", bucket("default", 1))
                .route("/*", refusal)
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/alice");
            CompletableFuture<HttpReply> bob = http.get("/bob").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".default", 1);
            CompletableFuture<HttpReply> carol = http.get("/carol").toCompletableFuture();
            CompletableFuture<HttpReply> dave = http.get("/dave/pictures").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".default", 3);

            assertThat(List.of(bob, carol, dave)).noneMatch(CompletableFuture::isDone);
            assertThat(upstream.traffic().requests()).isEqualTo(2);
        }
    }

    @Test
    void whatWasTakenForTheWrongBucketGoesOnWhenThatIsFreeAndIsKnownThen() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/v/list", bucket("lists", 0))
                .route("/v/find", bucket("finds", 9))
                .start()) {
            Http http = network.http(settings("a", upstream));
            Network.reply(http, "/v/list");
            CompletableFuture<HttpReply> found = http.get("/v/find").toCompletableFuture();
            network.awaitWaiting(host(upstream) + ".lists", 1);
            ticker.advance(HOUR);
            assertThat(ticker.advanceUntilDone(found).status()).isEqualTo(200);
            Network.reply(http, "/v/find");
            assertThat(grants(host(upstream) + ".finds")).isEqualTo(1);
        }
    }

    @Test
    void aPathIsOfAKindWhateverItIsAbout() {
        assertThat(Scopes.form("/repos/x/y/issues/4711")).isEqualTo("/repos/x/y/issues/*");
        assertThat(Scopes.form("/v2/items/0b5f8a52-9d3e-4f1b-8a6c-1f2e3d4c5b6a"))
                .isEqualTo("/*/items/*");
        assertThat(Scopes.form("/")).isEqualTo("/");
    }
}
