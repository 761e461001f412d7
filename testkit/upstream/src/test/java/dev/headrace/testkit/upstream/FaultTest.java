package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Long enough for a busy machine to send a request on a connection that it has just opened.
    private static final Duration IDLE = Duration.ofMillis(700);
    private static final Reply TEN = Reply.text("0123456789");

    @Test
    void resetsTheConnectionBeforeAByteIsAnswered() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.reset());
                Wire wire = new Wire(upstream.uri())) {
            wire.get("/");

            assertThatThrownBy(wire::readToEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void hangsUpInGoodOrderBeforeAByteIsAnswered() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.hangUp());
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readToEnd()).isEmpty();
        }
    }

    @Test
    void announcesTheWholeBodyAndSendsAPartOfIt() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(TEN.truncatedAfter(4));
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readToEnd())
                    .contains("Content-Length: 10\r\n")
                    .endsWith("\r\n\r\n0123");
        }
    }

    @Test
    void resetsTheConnectionWithinTheBody() throws Exception {
        Reply reply = TEN.drippedBy(4, Duration.ofMillis(20)).resetAfter(8);
        try (FakeUpstream upstream = FakeUpstream.answering(reply);
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readUntil("0123")).contains("200 OK");
            assertThatThrownBy(wire::readToEnd).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void answersWithBytesThatAreNoHttp() throws Exception {
        byte[] garbage = "\u0000\u0001SSH-2.0".getBytes(StandardCharsets.ISO_8859_1);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.garbage(garbage));
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readToEnd()).isEqualTo("\u0000\u0001SSH-2.0");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void eachFaultFailsTheExchangeOnEitherProtocol(Version version) throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/reset", Reply.reset())
                .route("/hang-up", Reply.hangUp())
                .route("/truncated", TEN.truncatedAfter(4))
                .route("/reset-late", TEN.resetAfter(4))
                .route("/garbage", Reply.garbage(new byte[] {1, 2, 3}))
                .route("/well", TEN)
                .start()) {
            TestClient client = new TestClient(version);
            for (String path : new String[] {"/reset", "/hang-up", "/truncated", "/reset-late", "/garbage"}) {
                client.get(upstream.uri("/well"));
                assertThatThrownBy(() -> client.get(upstream.uri(path)))
                        .as(path)
                        .isInstanceOf(IOException.class);
            }
            upstream.traffic().awaitQuiet(PATIENCE);
            assertThat(upstream.traffic().abandoned()).isZero();
        }
    }

    @Test
    void breaksOnlyTheStreamOnHttp2() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/well", TEN)
                .route("/held", TEN.heldUntil(signal))
                .route("/reset", Reply.reset())
                .start()) {
            TestClient client = new TestClient(Version.HTTP_2);
            client.get(upstream.uri("/well"));
            CompletableFuture<HttpResponse<String>> neighbour = client.later(upstream.uri("/held"));
            upstream.traffic().awaitRequests(2, PATIENCE);

            assertThatThrownBy(() -> client.get(upstream.uri("/reset"))).isInstanceOf(IOException.class);
            signal.complete(null);

            assertThat(neighbour.get().body()).isEqualTo("0123456789");
            assertThat(upstream.traffic().connections()).isEqualTo(1);
        }
    }

    @Test
    void noticesThatAClientGaveUpOnHttp2() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/well", TEN)
                .route("/never", Reply.neverAnswer())
                .start()) {
            TestClient client = new TestClient(Version.HTTP_2);
            client.get(upstream.uri("/well"));
            CompletableFuture<HttpResponse<String>> impatient = client.later(upstream.uri("/never"));
            upstream.traffic().awaitRequests(2, PATIENCE);
            impatient.cancel(true);

            upstream.traffic().awaitQuiet(PATIENCE);
            assertThat(upstream.traffic().abandoned()).isEqualTo(1);
        }
    }

    @Test
    void neverAnswersAndKeepsTheConnection() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Reply.neverAnswer())
                .closingIdleConnectionsAfter(IDLE)
                .start()) {
            CompletableFuture<HttpResponse<String>> response =
                    new TestClient().later(upstream.uri("/"), r -> r.timeout(IDLE.multipliedBy(3)));

            assertThatThrownBy(response::get).hasMessageContaining("timed out");
            assertThat(upstream.traffic().concurrent()).isEqualTo(1);
        }
    }

    @Test
    void dripsTheBodyPieceByPiece() throws Exception {
        Reply reply = TEN.drippedBy(3, Duration.ofMillis(20));
        try (FakeUpstream upstream = FakeUpstream.answering(reply)) {
            long before = System.nanoTime();
            HttpResponse<String> response = new TestClient().get(upstream.uri("/"));

            assertThat(response.body()).isEqualTo("0123456789");
            // Four pieces, three pauses.
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(60_000_000L);
        }
    }

    @Test
    void closesAConnectionThatCarriesNothing() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/*", TEN)
                        .closingIdleConnectionsAfter(IDLE)
                        .start();
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readToEnd()).endsWith("0123456789");
        }
    }

    @Test
    void doesNotCallAConnectionIdleThatWaitsForASlowAnswer() throws Exception {
        Reply slow = TEN.delayedBy(IDLE.multipliedBy(2)).drippedBy(5, IDLE.multipliedBy(2));
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", slow)
                .closingIdleConnectionsAfter(IDLE)
                .start()) {
            assertThat(new TestClient().get(upstream.uri("/")).body()).isEqualTo("0123456789");
        }
    }

    @Test
    void closesTheConnectionAfterAnAnswerThatSaysSo() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(TEN.closingConnection());
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/").readToEnd())
                    .contains("Connection: close\r\n")
                    .endsWith("0123456789");
        }
    }

    @Test
    void leavesOutAndOverridesTheServersOwnHeaders() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/dateless", TEN.withoutHeader("Date"))
                        .route("/skewed", TEN.withHeader("Date", "Thu, 01 Jan 1970 00:00:00 GMT"))
                        .route("/chunked", TEN.withoutHeader("Content-Length"))
                        .route("/links", TEN.andHeader("Link", "<a>").andHeader("Link", "<b>"))
                        .start();
                Wire wire = new Wire(upstream.uri())) {
            assertThat(wire.get("/dateless").readUntil("789")).doesNotContain("Date:");
            assertThat(wire.get("/skewed").readUntil("789"))
                    .containsOnlyOnce("Date:")
                    .contains("1970");
            assertThat(wire.get("/chunked").readUntil("0\r\n\r\n"))
                    .contains("Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length");
            assertThat(wire.get("/links").readUntil("789")).contains("Link: <a>\r\n", "Link: <b>\r\n");
        }
    }

    @Test
    void redirectsWhereItIsTold() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.redirect(302, "/elsewhere"))) {
            HttpResponse<String> response = new TestClient().get(upstream.uri("/"));

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.headers().firstValue("Location")).contains("/elsewhere");
        }
    }

    @Test
    void servesAGzipBombThatWeighsNextToNothing() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.gzipBomb(200))) {
            HttpResponse<byte[]> response = new TestClient().bytes(upstream.uri("/"));

            assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(response.body().length).isLessThan(300_000);
            assertThat(inflatedSize(response.body())).isEqualTo(200L * 1024 * 1024 + 2);
        }
    }

    @Test
    void compressesABody() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(TEN.gzipped())) {
            byte[] body = new TestClient().bytes(upstream.uri("/")).body();

            assertThat(new GZIPInputStream(new ByteArrayInputStream(body))).hasContent("0123456789");
        }
    }

    @Test
    void readsTheWholeBodyOfARequestBeforeAFault() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.reset())) {
            CompletableFuture<HttpResponse<String>> response = new TestClient()
                    .later(upstream.uri("/"), r -> r.POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000))));

            assertThatThrownBy(response::get).hasCauseInstanceOf(IOException.class);
            assertThat(upstream.traffic().exchanges().get(0).request().body()).hasSize(100_000);
        }
    }

    /** Reads to the end, which also checks the length and the checksum of the trailer. */
    private static long inflatedSize(byte[] gzip) throws IOException {
        long size = 0;
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 1 << 16)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                size += read;
            }
        }
        return size;
    }
}
