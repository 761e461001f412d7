package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenTest {
    @Test
    void selectionsNarrowEachOther() throws Exception {
        TestClient client = new TestClient();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/orders/*", Reply.json("{}"))
                .limit("/orders/*", StrictLimit.slidingWindow(2, Duration.ofHours(1)))
                .start()) {
            Instant from = Instant.now();
            client.get(upstream.uri("/orders/1?a=b"));
            client.get(upstream.uri("/elsewhere"));
            client.post(upstream.uri("/orders/2"), "x");
            client.get(upstream.uri("/orders/3"));
            Seen seen = upstream.traffic().seen();

            assertThat(seen.count()).isEqualTo(4);
            assertThat(seen.to("/orders/*").targets()).containsExactly("/orders/1?a=b", "/orders/2", "/orders/3");
            assertThat(seen.to("/orders/*").method("GET").answered(200).targets())
                    .containsExactly("/orders/1?a=b");
            assertThat(seen.throttled().targets()).containsExactly("/orders/3");
            assertThat(seen.answered(404).exchanges()).hasSize(1);
            assertThat(seen.between(from, Instant.now().plusSeconds(1)).count()).isEqualTo(4);
            assertThat(seen.between(from.minusSeconds(9), from).count()).isZero();
            assertThat(seen.gaps()).hasSize(3).allSatisfy(gap -> assertThat(gap).isPositive());
            assertThat(seen.arrivals()).isSorted();
            assertThat(seen.to("/orders/*").busiest(Duration.ofHours(1))).isEqualTo(3);
        }
    }
}
