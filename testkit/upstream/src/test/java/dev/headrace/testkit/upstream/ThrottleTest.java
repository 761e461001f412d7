package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms of a throttle, each as it is on the wire, on a clock that stands at noon. */
class ThrottleTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final Duration WAIT = Duration.ofMillis(120_250);

    /** Stands still. */
    private static final UpstreamClock CLOCK = new UpstreamClock() {
        @Override
        public long nanoTime() {
            return 1;
        }

        @Override
        public Instant wallTime() {
            return NOON;
        }

        @Override
        public void after(Duration delay, int client, Runnable step) {
            throw new IllegalStateException("nothing is delayed here");
        }

        @Override
        public void never(int client) {}
    };

    private static HttpResponse<String> refused(Throttle way) throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .clock(CLOCK)
                .overlay(When.always(), way.asking(WAIT))
                .start()) {
            return new TestClient().get(upstream.uri("/"));
        }
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(Throttle.RETRY_AFTER_SECONDS, Map.of("Retry-After", "121")),
                Arguments.of(Throttle.RETRY_AFTER_FRACTION, Map.of("Retry-After", "120.250")),
                Arguments.of(
                        Throttle.RETRY_AFTER_DATE,
                        Map.of(
                                "Retry-After",
                                "Sun, 01 Jun 2025 12:02:01 GMT",
                                "Date",
                                "Sun, 01 Jun 2025 12:00:00 GMT")),
                Arguments.of(Throttle.UNAVAILABLE, Map.of("Retry-After", "121")),
                Arguments.of(
                        Throttle.X_RATELIMIT_EPOCH,
                        Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1748779321")),
                Arguments.of(Throttle.X_RATELIMIT_EPOCH_MILLIS, Map.of("X-RateLimit-Reset", "1748779320250")),
                Arguments.of(Throttle.X_RATELIMIT_DELTA, Map.of("X-RateLimit-Reset", "121")),
                Arguments.of(Throttle.X_RATE_LIMIT_EPOCH, Map.of("X-Rate-Limit-Reset", "1748779321")),
                Arguments.of(Throttle.X_RATELIMIT_ISO_DATE, Map.of("X-RateLimit-Reset", "2025-06-01T12:02:01Z")),
                Arguments.of(
                        Throttle.X_RATELIMIT_HTTP_DATE, Map.of("X-RateLimit-Reset", "Sun, 01 Jun 2025 12:02:01 GMT")),
                Arguments.of(Throttle.X_RATELIMIT_MINUTE, Map.of("X-RateLimit-Reset", "2025-06-01T12:03Z")),
                Arguments.of(Throttle.RESET_AFTER, Map.of("X-RateLimit-Reset-After", "120.250")),
                Arguments.of(Throttle.GO_DURATION, Map.of("x-ratelimit-reset-requests", "2m0s")),
                Arguments.of(Throttle.RETRY_AFTER_MILLIS, Map.of("retry-after-ms", "120250")),
                Arguments.of(Throttle.MEDIAWIKI_MAXLAG, Map.of("MediaWiki-API-Error", "maxlag", "Retry-After", "121")),
                Arguments.of(
                        Throttle.GRAPHQL_RATE_LIMITED,
                        Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1748779321")),
                Arguments.of(Throttle.DRAFT_3, Map.of("RateLimit-Reset", "121", "RateLimit-Limit", "100, 100;w=60")),
                Arguments.of(Throttle.DRAFT_6, Map.of("RateLimit-Reset", "121", "RateLimit-Policy", "100;w=60")),
                Arguments.of(Throttle.DRAFT_7, Map.of("RateLimit", "limit=100, remaining=0, reset=121")),
                Arguments.of(
                        Throttle.DRAFT_10,
                        Map.of("RateLimit", "\"default\";r=0;t=121", "RateLimit-Policy", "\"default\";q=100;w=60")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachFormIsWrittenAsItsVendorWritesIt(Throttle way, Map<String, String> expected) throws Exception {
        HttpResponse<String> response = refused(way);
        assertThat(response.statusCode()).isEqualTo(way.status());
        expected.forEach((name, value) ->
                assertThat(response.headers().allValues(name)).as(name).containsExactly(value));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"GITHUB_SECONDARY", "X_RATELIMIT_EPOCH_403", "BODY_ONLY", "SILENT", "RETRY_AFTER_DATE_WITHOUT_DATE"
            })
    void theOthersTellBySentenceByStatusOrNotAtAll(Throttle way) throws Exception {
        HttpResponse<String> response = refused(way);
        assertThat(response.statusCode()).isEqualTo(way.status());
        switch (way) {
            case GITHUB_SECONDARY -> assertThat(response.body()).contains("secondary rate limit");
            case X_RATELIMIT_EPOCH_403 ->
                assertThat(response.headers().firstValue("X-RateLimit-Reset")).contains("1748779321");
            case BODY_ONLY -> assertThat(response.body()).contains("\"retry_after\":120.250");
            case RETRY_AFTER_DATE_WITHOUT_DATE ->
                assertThat(response.headers().firstValue("Date")).isEmpty();
            default -> assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noFormHasASecondOneBesideItByAccident(Throttle way) throws Exception {
        boolean retryAfter = Stream.of(
                        "RETRY_AFTER_SECONDS",
                        "RETRY_AFTER_FRACTION",
                        "RETRY_AFTER_DATE",
                        "RETRY_AFTER_DATE_WITHOUT_DATE",
                        "UNAVAILABLE",
                        "GITHUB_SECONDARY",
                        "MEDIAWIKI_MAXLAG")
                .anyMatch(way.name()::equals);
        assertThat(refused(way).headers().firstValue("Retry-After").isPresent()).isEqualTo(retryAfter);
    }
}
