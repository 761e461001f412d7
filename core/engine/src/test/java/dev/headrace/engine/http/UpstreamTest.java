package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private final Network network = Network.open();

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void anAnswerIsDecodedAndComesBackOnTheStrand() throws Exception {
        try (FakeUpstream upstream =
                FakeUpstream.answering(Reply.json("{\"items\":[1,2]}").withHeader("X-Page", "1"))) {
            CompletableFuture<String> thread = new CompletableFuture<>();
            Http http = network.http(upstream.uri());
            HttpReply reply = http.get("/items")
                    .whenComplete((answer, failure) ->
                            thread.complete(Thread.currentThread().getName()))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("items").size()).isEqualTo(2);
            assertThat(reply.header("x-page")).contains("1");
            assertThat(reply.uri()).isEqualTo(upstream.uri("/items"));
            assertThat(thread.get(30, TimeUnit.SECONDS)).startsWith("test-strand");
            assertThat(network.account.phases())
                    .containsKeys(Phase.CONNECT, Phase.FIRST_BYTE, Phase.BODY, Phase.DECODE);
        }
    }

    @Test
    void aStatusThatIsNotAcceptedIsAFailureThatSaysHowTheBodyBegins() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(
                Reply.json("{\"message\":\"no\\n such\"}").withStatus(404))) {
            HttpFailure failure = Network.failure(network.http(upstream.uri()), "/items/7");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.STATUS);
            assertThat(failure.status()).hasValue(404);
            assertThat(failure.mayRetry()).isFalse();
            assertThat(failure)
                    .hasMessageMatching("GET http://127.0.0.1:\\d+/items/7 answered 404 after \\d+ ms; "
                            + "the body begins: \\{\"message\":\"no\\\\n such\"}");
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aPostCarriesItsBody() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/echo", request -> Reply.bytes("application/json", request.body()))
                .start()) {
            byte[] large = ("[\"" + "x".repeat(300_000) + "\"]").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            HttpReply reply =
                    Network.reply(network.http(upstream.uri()), HttpCall.post("/echo", large, "application/json"));

            assertThat(reply.bytes()).isEqualTo(large);
            assertThat(upstream.traffic().exchanges("/echo").get(0).request().header("Content-Type"))
                    .contains("application/json");
        }
    }

    @Test
    void anUpstreamIsToldWhomToWriteTo() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.open()) {
            Way way = new Way("data@example.org", false, false, Way.Egress.DIRECT);
            Network.reply(
                    network.http(
                            UpstreamSettings.of("a", "shop", upstream.uri()).way(way)),
                    "/x");

            assertThat(upstream.traffic().exchanges().get(0).request().header("User-Agent"))
                    .hasValueSatisfying(
                            agent -> assertThat(agent).startsWith("headrace/").endsWith(" (shop; data@example.org)"));
        }
    }
}
