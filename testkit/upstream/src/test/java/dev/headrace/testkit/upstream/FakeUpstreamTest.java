package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestClient client = new TestClient();

    @ParameterizedTest
    @EnumSource(Version.class)
    void answersOverBothProtocolsOnOnePort(Version version) throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/items", Reply.json("[1]").withHeader("X-Total", "1"))
                .start()) {
            HttpResponse<String> response = new TestClient(version).get(upstream.uri("/items?page=1"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("[1]");
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.headers().firstValue("X-Total")).contains("1");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        }
    }

    @Test
    void listsItsRoutesWhenThereIsNoneForAPath() throws Exception {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/items", Reply.json("[]")).start()) {
            HttpResponse<String> response = client.get(upstream.uri("/itmes"));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("/itmes").contains("It has: /items.");
        }
    }

    @Test
    void prefersTheExactPathAndThenTheLongestPrefix() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Reply.text("root"))
                .route("/a/*", Reply.text("below"))
                .route("/a/b", Reply.text("exact"))
                .start()) {
            assertThat(client.get(upstream.uri("/a/b")).body()).isEqualTo("exact");
            assertThat(client.get(upstream.uri("/a/c")).body()).isEqualTo("below");
            assertThat(client.get(upstream.uri("/c")).body()).isEqualTo("root");
        }
    }

    @Test
    void followsAScriptAndRepeatsItsLastReply() throws Exception {
        Responder script = Responder.sequence(Reply.status(503), Reply.status(502), Reply.json("[]"));
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/items", script).start()) {
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(503);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(502);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(200);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failsTheFirstAttemptsAtEachTargetOnItsOwn() throws Exception {
        Responder healthy = request -> Reply.text("ok");
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/items", healthy.failingFirst(1, Reply.status(503)))
                .start()) {
            assertThat(client.get(upstream.uri("/items?page=1")).statusCode()).isEqualTo(503);
            assertThat(client.get(upstream.uri("/items?page=1")).statusCode()).isEqualTo(200);
            assertThat(client.get(upstream.uri("/items?page=2")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void handsTheWholeRequestToTheResponder() throws Exception {
        Responder echo = request -> Reply.text(request.method() + " " + request.path() + " "
                + request.query("q").orElse("-") + " " + request.query("n", 7) + " " + request.bodyText() + " "
                + request.header("x-kind").orElse("-"));
        try (FakeUpstream upstream = FakeUpstream.builder().route("/*", echo).start()) {
            HttpResponse<String> response =
                    client.post(upstream.uri("/find?q=a%20b+c&n=12&n=13"), "body", "X-Kind", "test");

            assertThat(response.body()).isEqualTo("POST /find a b c 12 body test");
        }
    }

    @Test
    void turnsAFailingResponderIntoA500ThatSaysSo() throws Exception {
        Responder broken = request -> {
            throw new IllegalStateException("no page 7");
        };
        try (FakeUpstream upstream = FakeUpstream.builder().route("/*", broken).start()) {
            HttpResponse<String> response = client.get(upstream.uri("/"));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("no page 7");
        }
    }

    @Test
    void refusesRequestsWithoutTheRightCredential() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Reply.text("in"))
                .requireBearer("s3cret")
                .requireHeader("X-Api-Key", "k")
                .start()) {
            HttpResponse<String> anonymous = client.get(upstream.uri("/"));
            HttpResponse<String> keyless = client.get(upstream.uri("/"), "Authorization", "Bearer s3cret");
            HttpResponse<String> known =
                    client.get(upstream.uri("/"), "Authorization", "Bearer s3cret", "X-Api-Key", "k");

            assertThat(anonymous.statusCode()).isEqualTo(401);
            assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(keyless.statusCode()).isEqualTo(401);
            assertThat(known.body()).isEqualTo("in");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void holdsAnAnswerUntilTheTestReleasesIt(Version version) throws Exception {
        CompletableFuture<String> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.text("late").heldUntil(signal))) {
            CompletableFuture<HttpResponse<String>> response = new TestClient(version).later(upstream.uri("/"));
            upstream.traffic().awaitRequests(1, PATIENCE);

            assertThat(response).isNotDone();
            assertThat(upstream.traffic().concurrent()).isEqualTo(1);
            signal.complete("go");

            assertThat(response.get().body()).isEqualTo("late");
            upstream.traffic().awaitQuiet(PATIENCE);
            assertThat(upstream.traffic().maxConcurrent()).isEqualTo(1);
        }
    }

    @Test
    void addsItsLatencyToEachReplysOwnDelay() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/", Reply.text("late").delayedBy(Duration.ofMillis(30)))
                .latency(Duration.ofMillis(20))
                .start()) {
            long before = System.nanoTime();
            client.get(upstream.uri("/"));

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void startsAgainOnThePortOfAServerThatWentAway() throws Exception {
        FakeUpstream first = FakeUpstream.answering(Reply.text("first"));
        int port = first.port();
        client.get(first.uri("/"));
        first.close();

        try (FakeUpstream second = FakeUpstream.builder()
                .port(port)
                .route("/*", Reply.text("second"))
                .start()) {
            assertThat(new TestClient().get(second.uri("/")).body()).isEqualTo("second");
        }
    }

    @Test
    void saysWhichPortItCouldNotOpen() {
        try (FakeUpstream first = FakeUpstream.answering(Reply.text("first"))) {
            FakeUpstreamBuilder second = FakeUpstream.builder().port(first.port());

            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + first.port());
        }
    }

    @Test
    void refusesARouteThatIsNoPath() {
        assertThatThrownBy(() -> FakeUpstream.builder().route("/items?page=1", Reply.text("")))
                .hasMessageContaining("'/items?page=1' is none");
    }
}
