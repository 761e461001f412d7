package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import org.junit.jupiter.api.Test;

class ConnectionReuseTest {
    @Test
    void aConnectionIsUsedAgainAndAgain() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = Network.open()) {
            Http http = network.http(upstream.uri());
            for (int i = 0; i < 10; i++) {
                Network.reply(http, "/" + i);
            }
            assertThat(upstream.traffic().connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatClosesEachConnectionIsServedAllTheSame() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]").closingConnection());
                Network network = Network.open()) {
            Http http = network.http(
                    UpstreamSettings.of("test", "test", upstream.uri()).bounds(ExchangeBounds.DEFAULTS.attempts(1)));
            for (int i = 0; i < 50; i++) {
                Network.reply(http, "/" + i);
            }
            assertThat(upstream.traffic().connections()).isEqualTo(50);
        }
    }
}
