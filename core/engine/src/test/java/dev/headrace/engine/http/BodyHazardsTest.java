package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are too large, too slow, or cut off; over both versions of HTTP. */
class BodyHazardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ExchangeBounds ONCE = ExchangeBounds.DEFAULTS.attempts(1);

    private enum Version {
        HTTP_1(TransportSettings.Protocol.HTTP_1),
        HTTP_2(TransportSettings.Protocol.HTTP_2);

        private final TransportSettings.Protocol protocol;

        Version(TransportSettings.Protocol protocol) {
            this.protocol = protocol;
        }

        TransportSettings settings() {
            return TransportSettings.defaults().protocol(protocol);
        }
    }

    private static Http http(Network network, FakeUpstream upstream, ExchangeBounds bounds) {
        return network.http(UpstreamSettings.of("test", "test", upstream.uri()).bounds(bounds));
    }

    // ---- too large

    @Test
    void theRawClientBuffersWhateverABodyExpandsTo() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.gzipBomb(24));
                RawClient raw = new RawClient(1)) {
            SimpleHttpResponse response = raw.get(upstream.uri("/")).get(30, TimeUnit.SECONDS);

            assertThat(response.getBodyBytes()).hasSizeGreaterThanOrEqualTo(24 << 20);
        }
    }

    @Test
    void aBodyThatExpandsTooMuchIsRefused() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.gzipBomb(15));
                Network network = Network.open()) {
            HttpFailure failure = Network.failure(http(network, upstream, ExchangeBounds.DEFAULTS), "/");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TOO_LARGE);
            assertThat(failure.mayRetry()).isFalse();
            assertThat(failure).hasMessageContaining("expands to more than 100 times its size");
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatExpandsBeyondTheLargestIsRefused() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.gzipBomb(200));
                Network network = Network.open()) {
            assertThat(Network.failure(http(network, upstream, ExchangeBounds.DEFAULTS), "/"))
                    .hasMessageContaining("the body is larger than the allowed 16,777,216 bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead(Version version) throws Exception {
        byte[] large = new byte[100_000];
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.bytes("text/plain", large));
                Network network = Network.with(version.settings())) {
            Http http = http(network, upstream, ONCE.maxBody(99_999));
            assertThat(Network.failure(http, "/")).hasMessageContaining("larger than the allowed 99,999");
            assertThat(Network.reply(http(network, upstream, ONCE.maxBody(100_000)), "/")
                            .bytes())
                    .hasSize(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyOfUnsaidLengthIsRefusedWhenItGrowsTooLarge(Version version) throws Exception {
        Reply chunked = Reply.bytes("text/plain", new byte[100_000]).drippedBy(50_000, Duration.ofMillis(1));
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/large", chunked.withoutHeader("Content-Length"))
                        .route("/small", Reply.json("[]"))
                        .start();
                Network network = Network.with(version.settings())) {
            Http http = http(network, upstream, ONCE.maxBody(99_999));

            assertThat(Network.failure(http, "/large").kind()).isEqualTo(HttpFailure.Kind.TOO_LARGE);
            assertThat(Network.reply(http, "/small").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void largeBodiesAreReadOneByOneWhenMemoryIsShort(Version version) throws Exception {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.bytes("application/octet-stream", large));
                Network network = Network.with(version.settings().maxBuffered(1 << 20))) {
            Http http = http(network, upstream, ONCE);
            CompletableFuture<?>[] calls = new CompletableFuture<?>[8];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = http.get("/" + i)
                        .thenAccept(reply -> assertThat(reply.bytes()).isEqualTo(large))
                        .toCompletableFuture();
            }

            CompletableFuture.allOf(calls).get(60, TimeUnit.SECONDS);
            Await.until(
                    "all memory is given back", () -> network.transport.memory().held() == 0);
        }
    }

    // ---- too slow

    @Test
    void theRawClientsTimeoutIsOneOfInactivityOnly() throws Exception {
        Reply slow = Reply.text("x".repeat(15)).drippedBy(1, Duration.ofMillis(100));
        try (FakeUpstream upstream = FakeUpstream.answering(slow);
                RawClient raw = new RawClient(1)) {
            SimpleHttpRequest request = SimpleHttpRequest.create("GET", upstream.uri("/"));
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.ofSeconds(1))
                    .build());
            long start = System.nanoTime();

            assertThat(raw.send(request).get(30, TimeUnit.SECONDS).getBodyText())
                    .hasSize(15);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void theRawClientKeepsNoTimeoutOverHttp2() throws Exception {
        PoolingAsyncClientConnectionManager pool = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                        .build())
                .build();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").delayedBy(Duration.ofSeconds(2)));
                RawClient raw = new RawClient(pool)) {
            SimpleHttpRequest request = SimpleHttpRequest.create("GET", upstream.uri("/"));
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.ofMilliseconds(100))
                    .build());

            assertThat(raw.send(request).get(30, TimeUnit.SECONDS).getCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void anAttemptEndsAtItsDeadlineHoweverItsBytesCome(Version version) throws Exception {
        HandTicker ticker = new HandTicker();
        Reply endless = Reply.text("x".repeat(1_000_000)).drippedBy(1, Duration.ofMillis(5));
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/slow", Responder.sequence(endless, Reply.json("[]")))
                        .start();
                Network network = new Network(ticker, version.settings(), null)) {
            CompletableFuture<HttpReply> call = http(network, upstream, ExchangeBounds.DEFAULTS)
                    .get("/slow")
                    .toCompletableFuture();
            upstream.traffic().awaitRequests(1, PATIENCE);
            ticker.advance(Duration.ofSeconds(29));
            assertThat(call).isNotDone();
            ticker.advance(Duration.ofSeconds(2));

            assertThat(ticker.advanceUntilDone(call).status()).isEqualTo(200);
            assertThat(upstream.traffic().requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aCallEndsAtItsDeadlineWhateverIsStillToTry(Version version) throws Exception {
        HandTicker ticker = new HandTicker();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.neverAnswer());
                Network network = new Network(ticker, version.settings(), null)) {
            CompletableFuture<HttpReply> call = http(network, upstream, ExchangeBounds.DEFAULTS)
                    .send(HttpCall.get("/").timeout(Duration.ofSeconds(20)))
                    .toCompletableFuture();
            upstream.traffic().awaitRequests(1, PATIENCE);
            ticker.advance(Duration.ofSeconds(21));

            HttpFailure failure = Network.failure(call);
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining("within the 20 s allowed for the call");
        }
    }

    @Test
    void aStreamThatEndsLateLeavesItsConnectionToTheOthers() throws Exception {
        HandTicker ticker = new HandTicker();
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/stuck", Reply.neverAnswer())
                        .route("/held", Reply.json("[1]").heldUntil(held))
                        .route("/quick", Reply.json("[]"))
                        .start();
                Network network = new Network(ticker, Version.HTTP_2.settings(), null)) {
            Http http = http(network, upstream, ONCE);
            Network.reply(http, "/quick");
            Network.reply(http, "/quick");
            CompletableFuture<HttpReply> stuck = http.get("/stuck").toCompletableFuture();
            CompletableFuture<HttpReply> other = http.send(HttpCall.get("/held").timeout(Duration.ofHours(1)))
                    .toCompletableFuture();
            upstream.traffic().awaitRequests(4, PATIENCE);
            ticker.advance(Duration.ofSeconds(31));

            assertThat(Network.failure(stuck).kind()).isEqualTo(HttpFailure.Kind.TIMEOUT);
            assertThat(upstream.traffic().exchanges("/held").get(0).request().connection())
                    .isEqualTo(upstream.traffic()
                            .exchanges("/stuck")
                            .get(0)
                            .request()
                            .connection());
            held.complete(null);
            assertThat(other.get(30, TimeUnit.SECONDS).json().size()).isEqualTo(1);
            assertThat(upstream.traffic().exchanges("/held")).hasSize(1);
            assertThat(Network.reply(http, "/quick").status()).isEqualTo(200);
        }
    }

    // ---- cut off

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyThatIsCutOffIsAskedForAgain(Version version) throws Exception {
        Reply whole = Reply.json("[1,2,3,4,5,6,7,8]");
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/x", Responder.sequence(whole.truncatedAfter(5), whole.resetAfter(5), whole))
                        .start();
                Network network = Network.with(version.settings())) {
            Http http = http(network, upstream, ExchangeBounds.DEFAULTS);

            assertThat(Network.reply(http, "/x").json().size()).isEqualTo(8);
            assertThat(upstream.traffic().requests()).isEqualTo(3);
        }
    }

    @Test
    void aBodyThatIsCutOffFailsWhatMayNotBeRepeated() throws Exception {
        try (FakeUpstream upstream =
                        FakeUpstream.answering(Reply.json("[1,2,3,4]").truncatedAfter(5));
                Network network = Network.open()) {
            HttpCall call = HttpCall.post("/x", "{}".getBytes(StandardCharsets.UTF_8), "application/json");
            HttpFailure failure = Network.failure(http(network, upstream, ExchangeBounds.DEFAULTS), call);

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECTION);
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void garbageIsMalformedAndNotAskedForAgain() throws Exception {
        byte[] garbage = "SSH-2.0-OpenSSH_9.2\r\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.garbage(garbage));
                Network network = Network.open()) {
            HttpFailure failure = Network.failure(http(network, upstream, ExchangeBounds.DEFAULTS), "/x");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.MALFORMED);
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }
}
