package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Limits as a client sees them. Windows last an hour, so that no test depends on how fast the machine is. */
class StrictLimitTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Reply OK = Reply.text("ok");

    private final TestClient client = new TestClient();

    @Test
    void answersWhatExceedsTheWindowWith429AndCountsIt() throws Exception {
        try (FakeUpstream upstream = limited(StrictLimit.slidingWindow(2, HOUR))) {
            HttpResponse<String> first = client.get(upstream.uri("/"));
            client.get(upstream.uri("/"));
            HttpResponse<String> refused = client.get(upstream.uri("/"));

            assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("2");
            assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo("1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(3500L, 3600L);
            assertThat(upstream.traffic().throttled()).isEqualTo(1);
            assertThat(upstream.traffic().answered(200)).isEqualTo(2);
            assertThat(upstream.traffic().exchanges())
                    .extracting(Exchange::throttled)
                    .containsExactly(false, false, true);
        }
    }

    @Test
    void tellsTheResetInSecondsSince1970OrFromNow() throws Exception {
        StrictLimit limit = StrictLimit.slidingWindow(2, HOUR);
        try (FakeUpstream epoch = limited(limit);
                FakeUpstream delta = limited(limit.reset(StrictLimit.Reset.DELTA_SECONDS));
                FakeUpstream silent = limited(limit.reset(StrictLimit.Reset.ABSENT))) {
            long now = Instant.now().getEpochSecond();

            assertThat(Long.parseLong(header(client.get(epoch.uri("/")), "X-RateLimit-Reset")))
                    .isBetween(now + 3500, now + 3700);
            assertThat(Long.parseLong(header(client.get(delta.uri("/")), "X-RateLimit-Reset")))
                    .isBetween(3500L, 3600L);
            assertThat(client.get(silent.uri("/")).headers().map()).doesNotContainKey("x-ratelimit-limit");
        }
    }

    @Test
    void tellsWhenToComeBackAsADateOrNotAtAll() throws Exception {
        StrictLimit limit = StrictLimit.fixedWindow(1, HOUR);
        try (FakeUpstream dated = limited(limit.retryAfter(StrictLimit.RetryAfter.HTTP_DATE));
                FakeUpstream silent =
                        limited(limit.retryAfter(StrictLimit.RetryAfter.ABSENT).refusingWith(403))) {
            client.get(dated.uri("/"));
            client.get(silent.uri("/"));

            String date = header(client.get(dated.uri("/")), "Retry-After");
            assertThat(date).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
            assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .isAfter(Instant.now().plusSeconds(3000));
            HttpResponse<String> refused = client.get(silent.uri("/"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().map()).doesNotContainKey("retry-after");
        }
    }

    @Test
    void boundsTheRequestsThatAreUnansweredAtOneMoment() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", OK.heldUntil(signal))
                .limit(StrictLimit.concurrency(3))
                .start()) {
            List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(client.later(upstream.uri("/")));
            }
            upstream.traffic().awaitRequests(3, Duration.ofSeconds(10));

            HttpResponse<String> refused = client.get(upstream.uri("/"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "Retry-After")).isEqualTo("1");
            signal.complete(null);
            for (CompletableFuture<HttpResponse<String>> response : held) {
                assertThat(response.get().statusCode()).isEqualTo(200);
            }
            upstream.traffic().awaitQuiet(Duration.ofSeconds(10));
            assertThat(client.get(upstream.uri("/")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void chargesNoLimitForARequestThatAnotherRefuses() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/*", OK)
                .limit(StrictLimit.slidingWindow(3, HOUR))
                .limit("/search/*", StrictLimit.slidingWindow(1, HOUR))
                .start()) {
            assertThat(client.get(upstream.uri("/search/a")).statusCode()).isEqualTo(200);
            assertThat(client.get(upstream.uri("/search/a")).statusCode()).isEqualTo(429);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(200);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(200);
            assertThat(client.get(upstream.uri("/items")).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void chargesRefusalsWhenAskedTo() throws Exception {
        StrictLimit limit = StrictLimit.gcra(1, HOUR, 1);
        try (FakeUpstream lenient = limited(limit);
                FakeUpstream harsh = limited(limit.chargingRefusals())) {
            for (FakeUpstream upstream : List.of(lenient, harsh)) {
                client.get(upstream.uri("/"));
                client.get(upstream.uri("/"));
            }

            assertThat(retryAfter(lenient)).isLessThanOrEqualTo(3600);
            assertThat(retryAfter(harsh)).isGreaterThan(3600);
        }
    }

    @Test
    void givesBackTheConcurrencyThatARefusalWasCharged() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/held", OK.heldUntil(signal))
                .route("/*", OK)
                .limit(StrictLimit.concurrency(1).chargingRefusals())
                .start()) {
            CompletableFuture<HttpResponse<String>> held = client.later(upstream.uri("/held"));
            upstream.traffic().awaitRequests(1, Duration.ofSeconds(10));
            assertThat(client.get(upstream.uri("/")).statusCode()).isEqualTo(429);
            signal.complete(null);
            held.get();

            assertThat(client.get(upstream.uri("/")).statusCode()).isEqualTo(200);
        }
    }

    private static FakeUpstream limited(StrictLimit limit) {
        return FakeUpstream.builder().route("/*", OK).limit(limit).start();
    }

    private long retryAfter(FakeUpstream upstream) throws Exception {
        return Long.parseLong(header(client.get(upstream.uri("/")), "Retry-After"));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
