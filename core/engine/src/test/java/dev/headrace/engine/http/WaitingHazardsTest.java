package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** What HttpClient does while it waits: for a limit, for a connection, for a name; and what the facade does instead. */
class WaitingHazardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TransportSettings ONE_AT_ONCE =
            TransportSettings.defaults().atOnce(1, 8);

    private static FakeUpstream throttling(Duration retryAfter) {
        return FakeUpstream.builder()
                .route("/limited", Responder.sequence(Reply.tooManyRequests(retryAfter), Reply.json("[]")))
                .route("/other", Reply.json("[]"))
                .start();
    }

    @Test
    void theRawClientHoldsItsConnectionWhileItWaitsForALimit() throws Exception {
        try (FakeUpstream upstream = throttling(Duration.ofHours(1));
                RawClient raw = new RawClient(1)) {
            raw.begin(upstream.uri("/limited"));
            Await.until("the 429 is answered", () -> upstream.traffic().answered(429) == 1);
            CompletableFuture<SimpleHttpResponse> other = raw.get(upstream.uri("/other"));

            Await.until("the other waits", () -> raw.pool.getTotalStats().getPending() == 1);
            assertThat(raw.pool.getTotalStats().getLeased()).isEqualTo(1);
            assertThat(other).isNotDone();
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aThrottledCallHoldsNeitherConnectionNorPermit() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = throttling(Duration.ofMinutes(3));
                Network network = new Network(ticker, ONE_AT_ONCE, null).limit(Limit.named("scarce"))) {
            Http http = network.http(upstream.uri());
            CompletableFuture<HttpReply> limited =
                    http.send(HttpCall.get("/limited").under("scarce")).toCompletableFuture();
            network.awaitWaiting("scarce", 1);

            assertThat(Network.reply(http, "/other").status()).isEqualTo(200);
            assertThat(limited).isNotDone();
            ticker.awaitAlarms(2);
            // Three minutes, and up to 5 s of jitter. The call's own 60 s do not run while it waits.
            ticker.advance(Duration.ofSeconds(186));
            assertThat(limited.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(network.account.waits()).containsKey("scarce");
        }
    }

    @Test
    void theRawClientDoesNotKeepItsOwnTimeoutForAConnection() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream busy = FakeUpstream.answering(Reply.json("[]").heldUntil(held));
                FakeUpstream idle = FakeUpstream.answering(Reply.json("[]"));
                RawClient elsewhere = new RawClient(1);
                RawClient raw = new RawClient(1)) {
            raw.begin(busy.uri("/held"));
            busy.traffic().awaitRequests(1, PATIENCE);
            SimpleHttpRequest impatient = SimpleHttpRequest.create("GET", busy.uri("/impatient"));
            impatient.setConfig(RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.ofMilliseconds(1))
                    .build());
            CompletableFuture<SimpleHttpResponse> waiting = raw.send(impatient);
            long asked = System.nanoTime();
            while (System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(100)) {
                elsewhere.get(idle.uri("/")).get(30, TimeUnit.SECONDS);
            }

            assertThat(waiting).isNotDone();
            held.complete(null);
        }
    }

    @Test
    void noCallWaitsInThePoolBecauseThePermitComesFirst() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(held));
                Network network = Network.with(ONE_AT_ONCE)) {
            Http http = network.http(upstream.uri());
            List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                calls.add(http.get("/" + i).toCompletableFuture());
            }
            network.awaitWaiting("host-127.0.0.1-" + upstream.port(), calls.size() - 1);
            upstream.traffic().awaitRequests(1, PATIENCE);

            assertThat(network.transport
                            .reactors()
                            .current()
                            .pool
                            .getTotalStats()
                            .getPending())
                    .isZero();
            held.complete(null);
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(upstream.traffic().maxConcurrent()).isEqualTo(1);
        }
    }

    @Test
    void theRawClientQueuesInItsPool() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(held));
                RawClient raw = new RawClient(1)) {
            for (int i = 0; i < 1_000; i++) {
                raw.begin(upstream.uri("/" + i));
            }
            assertThat(raw.pool.getTotalStats().getPending()).isEqualTo(999);
        }
    }

    @Test
    void aConnectionThatDoesNotComeEndsWithTheAttempt() throws Exception {
        HandTicker ticker = new HandTicker();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Sockets backlog = Sockets.fill(full);
                Network network = Network.on(ticker)) {
            URI base = URI.create("http://127.0.0.1:" + full.getLocalPort());
            Http http =
                    network.http(UpstreamSettings.of("test", "test", base).bounds(ExchangeBounds.DEFAULTS.attempts(1)));
            CompletableFuture<HttpReply> stuck = http.get("/").toCompletableFuture();
            Await.until(
                    "it connects",
                    () -> network.transport.reactors().made() == 1
                            && network.transport
                                            .reactors()
                                            .current()
                                            .pool
                                            .getTotalStats()
                                            .getLeased()
                                    == 1);
            ticker.advance(Duration.ofSeconds(31));

            assertThat(Network.failure(stuck).kind()).isEqualTo(HttpFailure.Kind.TIMEOUT);
            assertThat(backlog.count()).isPositive();
        }
    }

    @Test
    void theRawClientLooksNamesUpOnTheCallingThread() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        SystemDefaultDnsResolver spy = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
                thread.complete(Thread.currentThread().getName());
                return super.resolve(host);
            }
        };
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                RawClient raw = new RawClient(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(spy)
                        .build())) {
            raw.begin(URI.create("http://localhost:" + upstream.port() + "/"));

            assertThat(thread.get(30, TimeUnit.SECONDS))
                    .isEqualTo(Thread.currentThread().getName());
        }
    }

    @Test
    void namesAreLookedUpOnABlockingThreadWhileTheCallerGoesOn() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<String> thread = new CompletableFuture<>();
        DnsCache.Lookup slow = host -> {
            thread.complete(Thread.currentThread().getName());
            awaitQuietly(answer);
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = new Network(null, TransportSettings.defaults(), slow)) {
            CompletableFuture<HttpReply> reply = network.http(URI.create("http://slow.example:" + upstream.port()))
                    .get("/")
                    .toCompletableFuture();
            assertThat(thread.get(30, TimeUnit.SECONDS)).startsWith("test-blocking");
            // The strand, on which the call was made, is free while the name is looked up.
            CompletableFuture.runAsync(() -> {}, network.strand).get(30, TimeUnit.SECONDS);
            answer.countDown();

            assertThat(reply.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connections that fill the queue of a server which accepts none, so that the next one hangs. */
    private record Sockets(List<Socket> sockets) implements AutoCloseable {
        static Sockets fill(ServerSocket server) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
            try {
                for (int i = 0; i < 8; i++) {
                    Socket socket = new Socket();
                    sockets.add(socket);
                    socket.connect(address, 200);
                }
            } catch (java.net.SocketTimeoutException full) {
                return new Sockets(sockets);
            }
            throw new AssertionError("the queue of the server took 8 connections");
        }

        int count() {
            return sockets.size();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
