package dev.headrace.testkit.upstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.testkit.upstream.TestClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DemoUpstreamTest {
    private static final int PAGE_SIZE = 20;
    // Fewer pages than the strict limit lets through in a second.
    private static final DemoSize SMALL = new DemoSize(9, PAGE_SIZE, Duration.ZERO, 7);

    private final TestClient client = new TestClient();

    @ParameterizedTest
    @EnumSource(UpstreamKind.class)
    void aWalkMeetsEachRecordOnceInAsManyRequestsAsAnnounced(UpstreamKind kind) throws Exception {
        // The flaky one has half as many pages: enough of them that each fault occurs.
        DemoSize size = kind == UpstreamKind.FLAKY ? new DemoSize(40, PAGE_SIZE, Duration.ZERO, 7) : SMALL;
        try (DemoUpstream upstream = DemoUpstream.start(kind, size)) {
            List<Long> ids = new Walk(upstream.facts(), PAGE_SIZE).collect();

            assertThat(ids)
                    .containsExactlyElementsOf(upstream.ids().boxed().toList())
                    .hasSize(upstream.facts().records());
            assertThat(upstream.traffic().requests()).isEqualTo(upstream.facts().requests());
            assertThat(upstream.traffic().throttled()).isZero();
        }
    }

    @Test
    void noTwoUpstreamsHoldEquallyMany() {
        try (DemoUpstreams all = DemoUpstreams.start(SMALL)) {
            assertThat(all.facts())
                    .hasSize(12)
                    .extracting(UpstreamFacts::records)
                    .doesNotHaveDuplicates();
            assertThat(all.facts()).extracting(UpstreamFacts::name).contains("link-header", "ndjson", "strict-limit");
            assertThat(all.get(UpstreamKind.FLAKY).facts().requests()).isEqualTo(6);
        }
    }

    @Test
    void equalSeedsGiveEqualRecords() throws Exception {
        try (DemoUpstream one = DemoUpstream.start(UpstreamKind.OFFSET, SMALL);
                DemoUpstream same = DemoUpstream.start(UpstreamKind.OFFSET, SMALL);
                DemoUpstream other =
                        DemoUpstream.start(UpstreamKind.OFFSET, new DemoSize(9, PAGE_SIZE, Duration.ZERO, 8))) {
            String body = client.get(one.facts().url()).body();

            assertThat(client.get(same.facts().url()).body()).isEqualTo(body);
            assertThat(client.get(other.facts().url()).body()).isNotEqualTo(body);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamKind.class,
            mode = Mode.EXCLUDE,
            names = {"GRAPHQL", "CONTINUATION"})
    void cutsAPageSizeThatIsTooLarge(UpstreamKind kind) throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(kind, SMALL)) {
            String wish = upstream.facts().url() + "?limit=1000&size=1000&per_page=1000";
            String[] credential =
                    upstream.facts().credential().map(line -> line.split(": ")).orElse(new String[0]);
            String body = client.get(URI.create(wish), credential).body();

            assertThat(body.split("2026-01-0", -1)).hasSizeBetween(PAGE_SIZE + 1, PAGE_SIZE + 2);
        }
    }

    @Test
    void selectsWhatWasUpdatedLater() throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(UpstreamKind.LINK_HEADER, SMALL)) {
            String since = upstream.facts().url() + "?per_page=20&since=";

            List<Long> newer = new Walk(upstream.facts(), PAGE_SIZE).followLinks(since + "2026-01-01T00:09:00Z");
            List<Long> newest = new Walk(upstream.facts(), PAGE_SIZE).followLinks(since + "2026-01-01T02:58:30Z");
            HttpResponse<String> nothing = client.get(URI.create(since + "2026-01-01T02:58:59%2B00:00"));

            assertThat(newer)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(11, 179).boxed().toList());
            assertThat(newest).isEmpty();
            assertThat(nothing.body()).isEqualTo("[]");
            assertThat(client.get(URI.create(since + "yesterday")).statusCode()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamKind.class,
            names = {"OPAQUE_CURSOR", "KEYSET"})
    void turnsAwayWhoHasNoCredential(UpstreamKind kind) throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(kind, SMALL)) {
            assertThat(client.get(upstream.facts().url()).statusCode()).isEqualTo(401);
            assertThat(upstream.facts().credential()).isPresent();
        }
    }

    @Test
    void refusesACursorThatItNeverGave() throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(UpstreamKind.OPAQUE_CURSOR, SMALL)) {
            String token = "Bearer " + UpstreamKind.BEARER_TOKEN;
            for (String forged : List.of("20", "MjA6MA==", "%00", Cursor.at(20).substring(1))) {
                URI uri = URI.create(upstream.facts().url() + "?cursor=" + forged);
                assertThat(client.get(uri, "Authorization", token).statusCode())
                        .as(forged)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void answersErrorsUnder200WhereTheRealOnesDo() throws Exception {
        try (DemoUpstream graphql = DemoUpstream.start(UpstreamKind.GRAPHQL, SMALL);
                DemoUpstream wiki = DemoUpstream.start(UpstreamKind.CONTINUATION, SMALL)) {
            HttpResponse<String> unknown = client.post(graphql.facts().url(), "{\"query\":\"{users{id}}\"}");
            HttpResponse<String> forged =
                    client.post(graphql.facts().url(), "{\"query\":\"{records{id}}\",\"variables\":{\"after\":\"x\"}}");
            HttpResponse<String> half =
                    client.get(URI.create(wiki.facts().url() + "?action=query&list=records&rccontinue=x"));

            assertThat(List.of(unknown, forged, half))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200);
            assertThat(unknown.body()).contains("\"errors\"").contains("\"data\":null");
            assertThat(forged.body()).contains("invalid cursor");
            assertThat(half.body()).contains("badcontinue");
            assertThat(half.headers().firstValue("MediaWiki-API-Error")).contains("badcontinue");
            assertThat(client.post(graphql.facts().url(), "{").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void tellsThatAFeedPageIsUnchanged() throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(UpstreamKind.ATOM, SMALL)) {
            String etag = client.get(upstream.facts().url())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            HttpResponse<String> again = client.get(upstream.facts().url(), "If-None-Match", etag);

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void enforcesTheStrictLimit() throws Exception {
        try (DemoUpstream upstream = DemoUpstream.start(UpstreamKind.STRICT_LIMIT, SMALL)) {
            List<CompletableFuture<HttpResponse<String>>> burst = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                burst.add(client.later(upstream.facts().url()));
            }
            int refused = 0;
            for (CompletableFuture<HttpResponse<String>> answer : burst) {
                refused += answer.get().statusCode() == 429 ? 1 : 0;
            }

            assertThat(refused).isPositive().isEqualTo(upstream.traffic().throttled());
        }
    }

    @Test
    void statesItsBoundFromLatencyLimitsAndDependencies() {
        DemoSize size = new DemoSize(60, 50, Duration.ofMillis(100), 1);
        try (DemoUpstreams all = DemoUpstreams.start(size)) {
            assertThat(all.get(UpstreamKind.OFFSET).facts().bound()).isEqualTo(Duration.ofSeconds(6));
            assertThat(all.get(UpstreamKind.PAGE_NUMBER).facts().bound()).isEqualTo(Duration.ofMillis(1600));
            assertThat(all.get(UpstreamKind.STRICT_LIMIT).facts().bound()).isEqualTo(Duration.ofMillis(5100));
            // 30 pages, and 11 first attempts in vain.
            assertThat(all.get(UpstreamKind.FLAKY).facts().bound()).isEqualTo(Duration.ofMillis(4100));
            assertThat(DemoUpstreams.bound(all.facts())).isEqualTo(Duration.ofSeconds(6));
            assertThat(DemoUpstreams.sequential(all.facts())).isEqualTo(Duration.ofMillis(70_100));
        }
    }

    @Test
    void describesItselfInALineThatCanBeReadBack() {
        try (DemoUpstream upstream = DemoUpstream.start(UpstreamKind.KEYSET, SMALL)) {
            String line = upstream.facts().toJson();

            assertThat(line).doesNotContain("\n").contains("\"name\":\"keyset\"", "X-Api-Key: demo-key");
            assertThat(UpstreamFacts.parse(line)).isEqualTo(upstream.facts());
            assertThatThrownBy(() -> UpstreamFacts.parse("{}")).hasMessageContaining("{}");
        }
    }

    @Test
    void refusesASizeThatCannotBeTwelveDifferentOnes() {
        assertThatThrownBy(() -> new DemoSize(60, 12, Duration.ZERO, 1)).hasMessageContaining("12 records");
    }
}
