package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficLogTest {
    private final TestClient client = new TestClient();

    @Test
    void remembersWhatArrivedAndWhatWasAnswered() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/a", Reply.json("[]"))
                .route("/b", Reply.status(503))
                .start()) {
            client.get(upstream.uri("/a?page=1"), "X-Trace", "t1");
            client.get(upstream.uri("/b"));
            TrafficLog traffic = upstream.traffic();

            assertThat(traffic.exchanges()).extracting(Exchange::status).containsExactly(200, 503);
            ReceivedRequest first = traffic.exchanges("/a").get(0).request();
            assertThat(first.target()).isEqualTo("/a?page=1");
            assertThat(first.headers().get("x-trace")).containsExactly("t1");
            assertThat(first.protocol()).isEqualTo("HTTP/1.1");
            ReceivedRequest second = traffic.exchanges("/b").get(0).request();
            assertThat(second.arrivedNanos()).isGreaterThan(first.arrivedNanos());
            assertThat(second.connection()).isEqualTo(first.connection());
            assertThat(traffic.connections()).isEqualTo(1);
        }
    }

    @Test
    void countsOnWhenItKeepsNoMore() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Reply.json("[]"))
                .keepingRequests(1)
                .start()) {
            client.get(upstream.uri("/1"));
            client.get(upstream.uri("/2"));

            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(upstream.traffic().exchanges()).hasSize(1);
        }
    }

    @Test
    void findsTheBusiestSpan() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            for (int i = 0; i < 5; i++) {
                client.get(upstream.uri("/"));
            }

            assertThat(upstream.traffic().busiest(Duration.ofHours(1))).isEqualTo(5);
            assertThat(upstream.traffic().busiest(Duration.ofNanos(1))).isEqualTo(1);
        }
    }

    @Test
    void saysWhatCameWhenAWaitIsInVain() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            client.get(upstream.uri("/only"));

            assertThatThrownBy(() -> upstream.traffic().awaitRequests(2, Duration.ofMillis(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("2 requests; 1 arrived")
                    .hasMessageContaining("GET /only");
        }
    }

    @Test
    void forgetsWhatWasClearedAndStaysReadableAfterTheServer() throws Exception {
        FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
        client.get(upstream.uri("/before"));
        upstream.traffic().awaitQuiet(Duration.ofSeconds(10));
        upstream.traffic().clear();
        client.get(upstream.uri("/after"));
        upstream.close();

        assertThat(upstream.traffic().requests()).isEqualTo(1);
        assertThat(upstream.traffic().answered(200)).isEqualTo(1);
        assertThat(upstream.traffic().exchanges("/after")).hasSize(1);
    }
}
