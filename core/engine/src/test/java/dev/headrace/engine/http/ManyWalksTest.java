package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many calls at once: none is lost, and nothing is held when they are done. */
class ManyWalksTest {
    private static final int PAGES = 5;

    private static CompletionStage<Integer> walk(Http http, int walk, int page) {
        return http.get("/walk/" + walk + "?page=" + page)
                .thenCompose(reply -> page + 1 < PAGES
                        ? walk(http, walk, page + 1)
                        : CompletableFuture.completedFuture(
                                reply.json().path("page").asInt()));
    }

    private static Reply page(ReceivedRequest request) {
        return Reply.json("{\"page\":" + request.query("page").orElse("none") + "}");
    }

    private static void assertNothingHeld(Network network) {
        Await.until(
                "every permit is back",
                () -> network.budgets.snapshot().limits().stream()
                        .allMatch(limit -> limit.underWay() == 0 && limit.waiting() == 0));
        Await.until(
                "every connection is back",
                () -> network.transport
                                .reactors()
                                .current()
                                .pool
                                .getTotalStats()
                                .getLeased()
                        == 0);
        assertThat(network.transport.memory().held()).isZero();
        assertThat(network.transport.callsUnderWay()).isZero();
    }

    @Test
    void twoThousandWalksAtOnceComeToTheirEnd() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .keepingRequests(0)
                        .route("/walk/*", ManyWalksTest::page)
                        .start();
                Network network = Network.open()) {
            Http http = network.http(upstream.uri());
            List<CompletableFuture<Integer>> walks = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                walks.add(walk(http, i, 0).toCompletableFuture());
            }
            for (CompletableFuture<Integer> walk : walks) {
                assertThat(walk.get(120, TimeUnit.SECONDS)).isEqualTo(PAGES - 1);
            }
            assertThat(upstream.traffic().maxConcurrent()).isLessThanOrEqualTo(20);
            assertThat(upstream.traffic().requests()).isEqualTo(2_000 * PAGES);
            assertNothingHeld(network);
        }
    }

    /** Every tenth answer is a fault of some kind; the tries are enough for all but a few. */
    @Test
    void everyCallHasOneEndWhateverTheUpstreamDoes() throws Exception {
        AtomicInteger count = new AtomicInteger();
        List<Reply> faults = List.of(
                Reply.status(503),
                Reply.reset(),
                Reply.hangUp(),
                Reply.json("[1,2,3]").truncatedAfter(3),
                Reply.json("[1,2,3]").resetAfter(3),
                Reply.json("[]").closingConnection(),
                Reply.json("{").gzipped(),
                Reply.status(404));
        for (TransportSettings.Protocol protocol :
                List.of(TransportSettings.Protocol.HTTP_1, TransportSettings.Protocol.HTTP_2)) {
            try (FakeUpstream upstream = FakeUpstream.builder()
                            .keepingRequests(0)
                            .route("/*", request -> {
                                int number = count.incrementAndGet();
                                return number % 10 == 0 ? faults.get(number / 10 % faults.size()) : Reply.json("[1]");
                            })
                            .start();
                    Network network = Network.with(TransportSettings.defaults().protocol(protocol))) {
                int ends = ends(network.http(upstream.uri()), 2_000);

                assertThat(ends).isEqualTo(2_000);
                assertNothingHeld(network);
            }
        }
    }

    private static int ends(Http http, int calls) throws Exception {
        AtomicInteger ends = new AtomicInteger();
        List<CompletableFuture<HttpReply>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(http.get("/" + i)
                    .whenComplete((reply, failure) -> ends.incrementAndGet())
                    .toCompletableFuture());
        }
        for (CompletableFuture<HttpReply> call : all) {
            try {
                call.get(120, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException failed) {
                assertThat(failed).hasCauseInstanceOf(HttpFailure.class);
            }
        }
        return ends.get();
    }

    /** Cancelling, closing and answering race; whoever is first ends the call, and the others find nothing to hold. */
    @Test
    void cancellingAtAnyMomentLosesNothing() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .keepingRequests(0)
                .route("/*", Reply.json("[" + "1,".repeat(2_000) + "1]"))
                .start()) {
            for (int round = 0; round < 15; round++) {
                try (Network network = Network.open()) {
                    Http http = network.http(upstream.uri());
                    List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        calls.add(http.get("/" + i).toCompletableFuture());
                    }
                    calls.get(round % calls.size()).get(30, TimeUnit.SECONDS);
                    network.cancellation.cancel("enough");
                    for (CompletableFuture<HttpReply> call : calls) {
                        call.handle((reply, failure) -> reply).get(30, TimeUnit.SECONDS);
                    }
                    assertNothingHeld(network);
                }
            }
        }
    }

    @Test
    void closingAtAnyMomentTellsEveryone() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .keepingRequests(0)
                .route("/*", Reply.json("[1]").delayedBy(Duration.ofMillis(1)))
                .start()) {
            for (int round = 0; round < 40; round++) {
                try (Network network = Network.open()) {
                    Http http = network.http(upstream.uri());
                    List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        calls.add(http.get("/" + i).toCompletableFuture());
                    }
                    calls.get(round % calls.size()).get(30, TimeUnit.SECONDS);
                    network.transport.close();
                    for (CompletableFuture<HttpReply> call : calls) {
                        call.handle((reply, failure) -> reply).get(30, TimeUnit.SECONDS);
                    }
                }
            }
        }
    }
}
