package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.command.StaleCheckCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

/** What happens on HttpClient's I/O threads when somebody blocks, throws, or closes; and what the facade does instead. */
class ReactorHazardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SimpleHttpRequest get(FakeUpstream upstream, String path) {
        return SimpleHttpRequest.create("GET", upstream.uri(path));
    }

    // ---- closing

    /** It is a race within HttpClient, which the request nearly always loses. */
    @Test
    void theRawClientForgetsARequestWhenItIsClosed() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.neverAnswer())) {
            boolean forgotten = false;
            for (int round = 1; round <= 100 && !forgotten; round++) {
                forgotten = isForgotten(upstream, round);
            }
            assertThat(forgotten).isTrue();
        }
    }

    private static boolean isForgotten(FakeUpstream upstream, int round) throws Exception {
        try (RawClient raw = new RawClient(1)) {
            CompletableFuture<SimpleHttpResponse> underWay = raw.get(upstream.uri("/"));
            upstream.traffic().awaitRequests(round, PATIENCE);
            raw.client.close(CloseMode.IMMEDIATE);
            raw.client.awaitShutdown(TimeValue.ofSeconds(30));
            return !underWay.isDone();
        }
    }

    @Test
    void everyCallIsToldWhenTheTransportIsClosed() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.neverAnswer());
                Network network = Network.with(TransportSettings.defaults().atOnce(1, 1))) {
            Http http = network.http(upstream.uri());
            CompletableFuture<HttpReply> underWay = http.get("/sent").toCompletableFuture();
            upstream.traffic().awaitRequests(1, PATIENCE);
            CompletableFuture<HttpReply> waiting = http.get("/waiting").toCompletableFuture();
            network.awaitWaiting("http", 1);
            network.transport.close();

            assertThat(Network.failure(underWay).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            assertThat(Network.failure(waiting).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            assertThat(Network.failure(http, "/late")).hasMessageContaining("the run is ending");
        }
    }

    @Test
    void theRawClientForgetsARequestThatWaitsForItsRetry() throws Exception {
        CountDownLatch decided = new CountDownLatch(1);
        DefaultHttpRequestRetryStrategy spy = new DefaultHttpRequestRetryStrategy() {
            @Override
            public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
                decided.countDown();
                return super.getRetryInterval(response, count, context);
            }
        };
        PoolingAsyncClientConnectionManager pool =
                PoolingAsyncClientConnectionManagerBuilder.create().build();
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/limited", Reply.tooManyRequests(Duration.ofHours(1)))
                        .route("/probe", Reply.json("[]"))
                        .start();
                RawClient raw = new RawClient(pool, builder -> builder.setRetryStrategy(spy))) {
            CompletableFuture<SimpleHttpResponse> waiting = raw.get(upstream.uri("/limited"));
            decided.await();
            // The one I/O thread has come back from scheduling the retry when it answers this.
            raw.get(upstream.uri("/probe")).get(30, TimeUnit.SECONDS);
            raw.client.close(CloseMode.IMMEDIATE);
            raw.client.awaitShutdown(TimeValue.ofSeconds(30));

            assertThat(waiting).isNotDone();
        }
    }

    @Test
    void aCallThatWaitsForItsRetryIsToldWhenTheTransportIsClosed() throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(503));
                Network network = Network.on(ticker)) {
            CompletableFuture<HttpReply> waiting =
                    network.http(upstream.uri()).get("/").toCompletableFuture();
            Await.until("the 503 is answered", () -> upstream.traffic().answered(503) == 1);
            ticker.awaitAlarms(2);
            network.transport.close();

            assertThat(Network.failure(waiting).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        }
    }

    // ---- blocking

    @Test
    void theRawClientIsHeldUpByACallbackThatBlocks() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                RawClient raw = new RawClient(2)) {
            raw.begin(get(upstream, "/first"), response -> {
                blocked.countDown();
                awaitQuietly(release);
            });
            blocked.await();
            CompletableFuture<SimpleHttpResponse> other = raw.get(upstream.uri("/other"));
            // The one I/O thread stands in the callback: nobody could read an answer.
            assertThat(other).isNotDone();
            assertThat(upstream.traffic().answered(200)).isEqualTo(1);
            release.countDown();
            other.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aConnectorThatBlocksHoldsUpOnlyItself() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        ExecutorService otherStrand = Executors.newSingleThreadExecutor();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.with(TransportSettings.defaults().ioThreads(1))) {
            CompletableFuture<?> first = network.http(upstream.uri())
                    .get("/first")
                    .thenAccept(reply -> {
                        blocked.countDown();
                        awaitQuietly(release);
                    })
                    .toCompletableFuture();
            blocked.await();
            Http other = network.transport
                    .upstream(UpstreamSettings.of("other", "other", upstream.uri()))
                    .forItem(new ItemExchange(
                            otherStrand, network.cancellation.cancellation(), network.account, Validators.NONE));

            assertThat(Network.reply(other, "/other").status()).isEqualTo(200);
            release.countDown();
            first.get(30, TimeUnit.SECONDS);
        } finally {
            otherStrand.shutdownNow();
        }
    }

    // ---- throwing

    @Test
    void theRawClientSwallowsWhatACallbackThrows() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                RawClient raw = new RawClient(1)) {
            CompletableFuture<SimpleHttpResponse> first = raw.send(get(upstream, "/first"), response -> {
                called.countDown();
                throw new IllegalStateException("a defect");
            });
            called.await();
            raw.get(upstream.uri("/second")).get(30, TimeUnit.SECONDS);

            assertThat(first).isNotDone();
        }
    }

    @Test
    void whatADecoderThrowsFailsItsCallOnly() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.open()) {
            Http http = network.http(upstream.uri());
            for (Throwable defect :
                    List.of(new IllegalStateException("a defect"), new NoClassDefFoundError("a/Class"))) {
                HttpFailure failure = Network.failure(http, HttpCall.get("/").decodedBy((body, type) -> {
                    throw Unchecked.of(defect);
                }));
                assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.MALFORMED);
                assertThat(failure).hasCause(defect);
            }
            assertThat(Network.reply(http, "/").status()).isEqualTo(200);
        }
    }

    @Test
    void oneErrorInACallbackEndsTheRawClient() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                RawClient raw = new RawClient(4)) {
            raw.begin(get(upstream, "/first"), response -> {
                throw new NoSuchMethodError("a defect");
            });
            Await.until("its thread dies", () -> isRefused(raw, upstream));

            assertThatThrownBy(() -> raw.get(upstream.uri("/other")).get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IOReactorShutdownException.class);
        }
    }

    private static boolean isRefused(RawClient raw, FakeUpstream upstream) {
        try {
            raw.get(upstream.uri("/probe")).get(5, TimeUnit.SECONDS);
            return false;
        } catch (Exception refused) {
            return refused.getCause() instanceof IOReactorShutdownException;
        }
    }

    @Test
    void anErrorInACallbackFailsNothingThatMayBeRepeated() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        FaultyTicker ticker = new FaultyTicker(timer);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.on(ticker)) {
            Http http = network.http(upstream.uri());
            Network.reply(http, "/warm");
            ticker.failOnceWith(() -> new NoSuchMethodError("a defect"));

            assertThat(Network.reply(http, "/").status()).isEqualTo(200);
            assertThat(Network.reply(http, "/").status()).isEqualTo(200);
            assertThat(network.transport.reactors().made()).isEqualTo(1);
            assertThat(network.fatal()).isEmpty();
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void anOutOfMemoryErrorOnAnIoThreadReachesTheFatalHandler() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        FaultyTicker ticker = new FaultyTicker(timer);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.on(ticker)) {
            Http http = network.http(upstream.uri());
            Network.reply(http, "/warm");
            ticker.failOnceWith(() -> new OutOfMemoryError("planted"));
            Network.reply(http, "/");

            Await.until("the handler hears", () -> network.fatal().size() == 1);
            assertThat(network.fatal().get(0)).isInstanceOf(OutOfMemoryError.class);
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void aDeadReactorIsReplacedAndWhatItHadIsSentAgain() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(held));
                Network network = Network.with(TransportSettings.defaults().ioThreads(1))) {
            Http http = network.http(upstream.uri());
            List<CompletableFuture<HttpReply>> underWay = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                underWay.add(http.get("/" + i).toCompletableFuture());
            }
            upstream.traffic().awaitRequests(5, PATIENCE);
            kill(network.transport.reactors().current(), network, upstream);
            upstream.traffic().awaitRequests(10, PATIENCE);
            held.complete(null);

            for (CompletableFuture<HttpReply> call : underWay) {
                assertThat(call.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(network.transport.reactors().made()).isEqualTo(2);
        }
    }

    /** HttpClient tells nobody when it is closed, as the test of the raw client shows; nor does it when it dies in some places. */
    @Test
    void whatADeadReactorForgetsIsSentAgainToo() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").heldUntil(held));
                Network network = Network.open()) {
            Http http = network.http(upstream.uri());
            List<CompletableFuture<HttpReply>> underWay = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                underWay.add(http.get("/" + i).toCompletableFuture());
            }
            upstream.traffic().awaitRequests(8, PATIENCE);
            Reactor forgetful = network.transport.reactors().current();
            forgetful.close();
            network.transport.died(forgetful, new AssertionError("planted"));
            held.complete(null);

            for (CompletableFuture<HttpReply> call : underWay) {
                assertThat(call.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        }
    }

    /** Makes HttpClient itself run into an error, where no barrier of ours stands. */
    private static void kill(Reactor reactor, Network network, FakeUpstream upstream) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        Loan[] loan = new Loan[1];
        loan[0] = new Loan(
                new Loan.Place(
                        reactor, network.transport.line(Way.Egress.DIRECT).route(Origin.of(upstream.uri())), null),
                new Loan.Borrower() {
                    @Override
                    public void connecting() {
                        // Of no interest here.
                    }

                    @Override
                    public void connected() {
                        connected.countDown();
                    }

                    @Override
                    public void notConnected(Throwable why) {
                        throw new AssertionError(why);
                    }
                });
        loan[0].begin();
        connected.await();
        loan[0].submit(new StaleCheckCommand(open -> {
            throw new AssertionError("planted");
        }));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws anything from where nothing may be thrown. */
    private static final class Unchecked {
        @SuppressWarnings("unchecked") // the cast is erased, which is the point
        static <E extends Throwable> RuntimeException of(Throwable problem) throws E {
            throw (E) problem;
        }
    }
}
