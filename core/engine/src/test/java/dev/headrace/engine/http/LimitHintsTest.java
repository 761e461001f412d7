package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.LimitHints;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitHintsTest {
    private final HandTicker ticker = new HandTicker();

    private Network network(LimitHints hints) {
        return Network.on(ticker).limit(Limit.named("api").hints(hints));
    }

    private static Http http(Network network, FakeUpstream upstream) {
        return network.http(UpstreamSettings.of("test", "test", upstream.uri()).limits(List.of("api")));
    }

    @Test
    void anAnswerThatServesAndAsksForARestIsARecordAndAPause() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/x", Responder.sequence(Reply.json("{\"backoff\":10}"), Reply.json("{}")))
                        .start();
                Network network = network(LimitHints.stackExchange())) {
            Http http = http(network, upstream);
            HttpReply first = Network.reply(http, "/x");
            assertThat(first.json().path("backoff").intValue()).isEqualTo(10);

            CompletableFuture<HttpReply> second = http.get("/x").toCompletableFuture();
            network.awaitWaiting("api", 1);
            assertThat(upstream.traffic().requests()).isEqualTo(1);
            assertThat(ticker.advanceUntilDone(second).status()).isEqualTo(200);
            assertThat(network.account.in(Phase.BUDGET)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAnswerThatSucceedsByItsStatusAndRefusesInItsBodyIsAskedForAgain() throws Exception {
        String refusal = """
                {"errors":[{"extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"throttleStatus":
                {"maximumAvailable":1000.0,"currentlyAvailable":0,"restoreRate":50.0}}}}""";
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/x", Responder.sequence(Reply.json(refusal), Reply.json("{\"data\":1}")))
                        .start();
                Network network = network(LimitHints.shopifyGraphQl())) {
            CompletableFuture<HttpReply> call =
                    http(network, upstream).get("/x").toCompletableFuture();
            HttpReply reply = ticker.advanceUntilDone(call);
            assertThat(reply.json().path("data").intValue()).isEqualTo(1);
            assertThat(network.account.in(Phase.BUDGET)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        }
    }
}
