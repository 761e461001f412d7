package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.StrictLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final HandTicker ticker = new HandTicker();

    private static ExchangeBounds throttledAtMost(int times) {
        ExchangeBounds usual = ExchangeBounds.DEFAULTS;
        return new ExchangeBounds(
                usual.attempt(), usual.call(), usual.attempts(), times, usual.maxBody(), usual.maxRatio());
    }

    @Test
    void aPauseThatIsLongerThanARunWaitsFailsAtOnceAndSaysUntilWhen() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.tooManyRequests(Duration.ofHours(2)));
                Network network = Network.on(ticker)) {
            HttpFailure failure = Network.failure(network.http(upstream.uri()), "/x");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.THROTTLED);
            assertThat(failure.mayRetry()).isTrue();
            assertThat(failure).hasCauseInstanceOf(BudgetException.class);
            assertThat(((BudgetException) failure.getCause()).resetAt()).isPresent();
            assertThat(failure).hasMessageContaining("before that: throttled with 429");
        }
    }

    @Test
    void aCallThatIsThrottledTooOftenIsGivenUp() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.tooManyRequests(Duration.ofSeconds(1)));
                Network network = Network.on(ticker)) {
            Http http = network.http(
                    UpstreamSettings.of("test", "test", upstream.uri()).bounds(throttledAtMost(2)));
            CompletableFuture<?> ended = http.get("/x")
                    .handle((reply, failure) -> failure)
                    .thenAccept(failure -> {
                        assertThat(failure).hasCauseInstanceOf(HttpFailure.class);
                        assertThat(failure.getCause())
                                .hasMessageContaining("was throttled 3 times by the upstream and is given up")
                                .hasMessageContaining("too many requests");
                    })
                    .toCompletableFuture();
            ticker.advanceUntilDone(ended);

            assertThat(upstream.traffic().requests()).isEqualTo(3);
        }
    }

    @Test
    void aThrottledAnswerThatTheCallAcceptsIsAReply() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.tooManyRequests(Duration.ofSeconds(1)));
                Network network = Network.on(ticker)) {
            HttpCall call = HttpCall.get("/x").accepting(429);
            assertThat(Network.reply(network.http(upstream.uri()), call).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void anUnavailableUpstreamThatSaysWhenIsWaitedForAndAPostIsNot() throws Exception {
        Reply busy = Reply.status(503).withHeader("Retry-After", "2");
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/x", Responder.sequence(busy, Reply.json("[]")))
                        .route("/post", busy)
                        .start();
                Network network = Network.on(ticker)) {
            Http http = network.http(upstream.uri());
            HttpReply reply = ticker.advanceUntilDone(http.get("/x").toCompletableFuture());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(network.account.in(Phase.BUDGET)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));

            HttpFailure failure = Network.failure(http, HttpCall.post("/post", new byte[0], "text/plain"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.THROTTLED);
        }
    }

    @Test
    void oneThrottleHoldsEveryoneUnderTheLimit() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route(
                                "/first",
                                Responder.sequence(Reply.tooManyRequests(Duration.ofSeconds(5)), Reply.json("[]")))
                        .route("/other", Reply.json("[]"))
                        .start();
                Network network = Network.on(ticker).limit(Limit.named("shared"))) {
            UpstreamSettings settings =
                    UpstreamSettings.of("a", "a", upstream.uri()).limits(List.of("shared"));
            Http first = network.http(settings);
            Http other = network.http(new UpstreamSettings(
                    "b", "b", settings.baseUrl(), settings.auth(), settings.limits(), settings.bounds(), Way.DEFAULT));
            CompletableFuture<HttpReply> throttled = first.get("/first").toCompletableFuture();
            network.awaitWaiting("shared", 1);
            CompletableFuture<HttpReply> waiting = other.get("/other").toCompletableFuture();
            network.awaitWaiting("shared", 2);

            assertThat(upstream.traffic().requests()).isEqualTo(1);
            assertThat(ticker.advanceUntilDone(throttled).status()).isEqualTo(200);
            assertThat(ticker.advanceUntilDone(waiting).status()).isEqualTo(200);
        }
    }

    /** In real time, however late requests and answers are: that is what the strict mode is for. */
    @Test
    void aStrictUpstreamRefusesNothing() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .limit(StrictLimit.slidingWindow(40, Duration.ofMillis(500)))
                        .route("/*", Reply.json("[]"))
                        .start();
                Network network = Network.open()
                        .limit(Limit.named("strict")
                                .window(40, Duration.ofMillis(500))
                                .mode(Limit.Mode.STRICT))) {
            Http http = network.http(
                    UpstreamSettings.of("test", "test", upstream.uri()).limits(List.of("strict")));
            List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                calls.add(http.get("/" + i).toCompletableFuture());
            }
            for (CompletableFuture<HttpReply> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(upstream.traffic().throttled()).isZero();
        }
    }
}
