package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void assertCancelled(CompletableFuture<HttpReply> call) throws Exception {
        HttpFailure failure = Network.failure(call);
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        assertThat(failure).hasMessageContaining("was cancelled: the deadline of the item has passed");
    }

    private static void cancel(Network network) {
        network.cancellation.cancel("the deadline of the item has passed");
    }

    @Test
    void aCallUnderWayIsGivenUpWithItsConnectionAndItsPermit() throws Exception {
        Reply endless = Reply.text("x".repeat(1_000_000)).drippedBy(1, Duration.ofMillis(5));
        try (FakeUpstream upstream = FakeUpstream.answering(endless);
                Network network = Network.open()) {
            CompletableFuture<HttpReply> call =
                    network.http(upstream.uri()).get("/").toCompletableFuture();
            upstream.traffic().awaitRequests(1, PATIENCE);
            cancel(network);

            assertCancelled(call);
            Await.until("the upstream sees it", () -> upstream.traffic().abandoned() == 1);
            assertThat(network.budgets.snapshot().limits())
                    .allSatisfy(limit -> assertThat(limit.underWay()).isZero());
            assertThat(network.transport
                            .reactors()
                            .current()
                            .pool
                            .getTotalStats()
                            .getLeased())
                    .isZero();
        }
    }

    @Test
    void aStreamThatHangsIsEndedToo() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/stuck", Reply.neverAnswer())
                        .route("/quick", Reply.json("[]"))
                        .start();
                Network network =
                        Network.with(TransportSettings.defaults().protocol(TransportSettings.Protocol.HTTP_2))) {
            Http http = network.http(upstream.uri());
            Network.reply(http, "/quick");
            CompletableFuture<HttpReply> stuck = http.get("/stuck").toCompletableFuture();
            upstream.traffic().awaitRequests(2, PATIENCE);
            // One more answer over the same connection: the upstream is then past the beginning of the stuck one.
            Network.reply(http, "/quick");
            cancel(network);

            assertCancelled(stuck);
            Await.until("the upstream sees it", () -> upstream.traffic().abandoned() == 1);
            assertThat(upstream.traffic().connections()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatWaitsForAPermitLeavesTheQueue() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.on(ticker).limit(Limit.named("slow").window(1, Duration.ofHours(1)))) {
            Http http = network.http(upstream.uri());
            Network.reply(http, HttpCall.get("/").under("slow"));
            CompletableFuture<HttpReply> waiting =
                    http.send(HttpCall.get("/").under("slow")).toCompletableFuture();
            network.awaitWaiting("slow", 1);
            cancel(network);

            assertCancelled(waiting);
            network.awaitWaiting("slow", 0);
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatWaitsForItsRetryIsGivenUp() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(503));
                Network network = Network.on(ticker)) {
            CompletableFuture<HttpReply> waiting =
                    network.http(upstream.uri()).get("/").toCompletableFuture();
            // Of tidying, of its deadline, and of its retry.
            ticker.awaitAlarms(3);
            cancel(network);

            assertCancelled(waiting);
            ticker.advance(Duration.ofMinutes(1));
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aCallOfAnItemThatIsNoLongerWantedIsNotSent() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.open()) {
            cancel(network);

            assertCancelled(network.http(upstream.uri()).get("/").toCompletableFuture());
            assertThat(upstream.traffic().requests()).isZero();
        }
    }
}
