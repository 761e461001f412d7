package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults over a running upstream. */
class OverlayTest {
    private static final String ITEMS = "{\"items\":[\"Zoë\",\"b\"]}";

    private final TestClient client = new TestClient();

    private static FakeUpstream upstream() {
        return FakeUpstream.builder()
                .route("/a", Reply.json(ITEMS))
                .route("/b", Reply.json("[]"))
                .start();
    }

    private List<Integer> statuses(FakeUpstream upstream, String target, int times) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            statuses.add(client.get(upstream.uri(target)).statusCode());
        }
        return statuses;
    }

    static Stream<Object[]> turns() {
        return Stream.of(new Object[][] {
            {When.always(), List.of(500, 500, 500, 500, 500, 500)},
            {When.path("/a").first(2), List.of(500, 500, 200, 200, 200, 200)},
            {When.always().after(4), List.of(200, 200, 200, 200, 500, 500)},
            {When.path("/*").nth(2, 5), List.of(200, 500, 200, 200, 500, 200)},
            {When.always().ofEach(1, 3), List.of(500, 200, 200, 500, 200, 200)},
            {When.always().after(1).first(3), List.of(200, 500, 500, 200, 200, 200)},
            {When.path("/b"), List.of(200, 200, 200, 200, 200, 200)},
            {When.always().matching(request -> request.number() == 6), List.of(200, 200, 200, 200, 200, 500)},
        });
    }

    @ParameterizedTest
    @MethodSource("turns")
    void aFaultMeetsTheRequestsWhoseTurnItIsAndCountsThem(When when, List<Integer> expected) throws Exception {
        try (FakeUpstream upstream = upstream();
                Overlay overlay = upstream.overlay(when, Fault.status(500))) {
            assertThat(statuses(upstream, "/a", 6)).isEqualTo(expected);
            assertThat(overlay.hits()).isEqualTo((int)
                    expected.stream().filter(status -> status == 500).count());
        }
    }

    @Test
    void turnsCountOnlyTheRequestsThatAreConcerned() throws Exception {
        try (FakeUpstream upstream = upstream();
                Overlay overlay = upstream.overlay(When.path("/b").nth(2), Fault.status(502))) {
            statuses(upstream, "/a", 3);
            assertThat(statuses(upstream, "/b", 3)).containsExactly(200, 502, 200);
            assertThat(overlay.seen()).isEqualTo(3);
            assertThat(overlay.hits()).isEqualTo(1);
        }
    }

    @Test
    void aFaultLastsUntilItIsTakenOff() throws Exception {
        try (FakeUpstream upstream = upstream()) {
            Overlay overlay = upstream.overlay(When.always(), Fault.status(503));
            assertThat(statuses(upstream, "/a", 2)).containsExactly(503, 503);
            overlay.close();
            assertThat(statuses(upstream, "/a", 1)).containsExactly(200);
            assertThat(overlay.hits()).isEqualTo(2);
        }
    }

    @Test
    void theNewestFaultIsOnTopAndAFaultThatAnswersDoesNotAskWhatIsBelow() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", Responder.sequence(Reply.json("1"), Reply.json("2")))
                .overlay(When.always().first(1), Fault.status(500))
                .start()) {
            Overlay top =
                    upstream.overlay(When.always().first(2), Fault.altering(reply -> reply.withHeader("X-Top", "yes")));
            HttpResponse<String> first = client.get(upstream.uri("/"));
            assertThat(first.statusCode()).isEqualTo(500);
            assertThat(first.headers().firstValue("X-Top")).contains("yes");
            assertThat(client.get(upstream.uri("/")).body()).isEqualTo("1");
            assertThat(client.get(upstream.uri("/")).body()).isEqualTo("2");
            assertThat(top.hits()).isEqualTo(2);
        }
    }

    @Test
    void strictLimitsComeFirstSoThatAFaultyRequestIsChargedToo() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .limit(StrictLimit.slidingWindow(1, Duration.ofHours(1)))
                        .start();
                Overlay overlay = upstream.overlay(When.always(), Fault.status(500))) {
            assertThat(statuses(upstream, "/a", 2)).containsExactly(500, 429);
            assertThat(overlay.hits()).isEqualTo(1);
        }
    }

    private HttpResponse<byte[]> faulty(Fault fault) throws Exception {
        try (FakeUpstream upstream = upstream();
                Overlay overlay = upstream.overlay(When.path("/a"), fault)) {
            HttpResponse<byte[]> response = client.bytes(upstream.uri("/a"));
            assertThat(overlay.hits()).isEqualTo(1);
            return response;
        }
    }

    @Test
    void badJsonIsACompleteBodyThatEndsTooEarly() throws Exception {
        HttpResponse<byte[]> response = faulty(Fault.badJson());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"items\":[\"");
    }

    @Test
    void theTypeMayBeWrongAndTheBodyRight() throws Exception {
        HttpResponse<byte[]> response = faulty(Fault.contentType("text/html"));
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).isEqualTo(ITEMS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theCharsetMayBeAnotherThanIsSaid() throws Exception {
        HttpResponse<byte[]> response = faulty(Fault.charset(StandardCharsets.ISO_8859_1));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo(ITEMS.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aBodyMayBeEmptyOrFarTooLarge() throws Exception {
        assertThat(faulty(Fault.emptyBody()).body()).isEmpty();
        byte[] large = faulty(Fault.oversized(1 << 20)).body();
        assertThat(large).hasSize(1 << 20);
        assertThat(new String(large, StandardCharsets.UTF_8).strip()).isEqualTo(ITEMS);
    }

    @Test
    void aBodyMayDrip() throws Exception {
        long from = System.nanoTime();
        assertThat(faulty(Fault.drip(100)).body()).isEqualTo(ITEMS.getBytes(StandardCharsets.UTF_8));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(150));
    }

    static Stream<Fault> ruins() {
        return Stream.of(Fault.reset(), Fault.resetAfter(3), Fault.truncateAfter(3), Fault.answering(Reply.hangUp()));
    }

    @ParameterizedTest
    @MethodSource("ruins")
    void aConnectionMayBreakBeforeOrWithinTheAnswer(Fault fault) {
        assertThatThrownBy(() -> faulty(fault)).isInstanceOf(IOException.class);
    }

    @Test
    void aRedirectLeadsToTheSameTargetOfAnotherOrigin() throws Exception {
        try (FakeUpstream other = FakeUpstream.answering(Reply.json("[]"))) {
            HttpResponse<byte[]> response = faulty(Fault.redirectTo(other.uri()));
            assertThat(response.statusCode()).isEqualTo(307);
            assertThat(response.headers().firstValue("Location")).contains(other.uri() + "/a");
        }
    }

    @Test
    void faultsMayBeCombined() throws Exception {
        HttpResponse<byte[]> response = faulty(Fault.badJson().then(Fault.contentType("text/plain")));
        assertThat(response.body()).hasSize(11);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    }

    @Test
    void someOfNoneIsRefused() {
        assertThatThrownBy(() -> When.always().ofEach(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 of each 0");
    }
}
