package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.async.CancellationSource;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingTest {
    private final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final FakeUpstream upstream = FakeUpstream.builder()
            .route("/*", Reply.json("[1]").heldUntil(answer))
            .start();
    private final Network network = Network.open();

    private Upstream upstream(boolean coalesce) {
        Way way = new Way("", coalesce, false, Way.Egress.DIRECT);
        return network.transport.upstream(
                UpstreamSettings.of("test", "test", upstream.uri()).way(way));
    }

    @AfterEach
    void close() {
        network.close();
        upstream.close();
    }

    private int arrived() {
        return upstream.traffic().exchanges().size();
    }

    @Test
    void equalRequestsUnderWayAreSentOnce() throws Exception {
        Http http = network.http(upstream(true));
        CompletableFuture<HttpReply> first = http.get("/a").toCompletableFuture();
        CompletableFuture<HttpReply> second = http.get("/a").toCompletableFuture();
        CompletableFuture<HttpReply> other = http.get("/b").toCompletableFuture();
        CompletableFuture<HttpReply> otherFields =
                http.send(HttpCall.get("/a").header("X-Kind", "2")).toCompletableFuture();
        answer.complete(null);

        assertThat(first.get(30, TimeUnit.SECONDS).json())
                .isEqualTo(second.get(30, TimeUnit.SECONDS).json());
        CompletableFuture.allOf(other, otherFields).get(30, TimeUnit.SECONDS);
        assertThat(arrived()).isEqualTo(3);
        Network.reply(http, "/a");
        assertThat(arrived()).isEqualTo(4);
    }

    @Test
    void withoutTheOptionEachIsSent() throws Exception {
        Http http = network.http(upstream(false));
        CompletableFuture<HttpReply> first = http.get("/a").toCompletableFuture();
        CompletableFuture<HttpReply> second = http.get("/a").toCompletableFuture();
        answer.complete(null);

        CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
        assertThat(arrived()).isEqualTo(2);
    }

    @Test
    void whoFollowsACancelledRequestSendsItself() throws Exception {
        Upstream shared = upstream(true);
        CancellationSource given = new CancellationSource();
        Http leader = shared.forItem(
                new ItemExchange(network.strand, given.cancellation(), network.account, Validators.NONE));
        CompletableFuture<HttpReply> first = CompletableFuture.supplyAsync(() -> leader.get("/a"), network.strand)
                .thenCompose(stage -> stage);
        CompletableFuture<HttpReply> second = network.http(shared).get("/a").toCompletableFuture();
        Await.until("the first is there", () -> arrived() == 1);
        CompletableFuture.runAsync(() -> {}, network.strand).get(30, TimeUnit.SECONDS);
        given.cancel("not wanted");
        answer.complete(null);

        assertThat(Network.failure(first).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(arrived()).isEqualTo(2);
    }
}
