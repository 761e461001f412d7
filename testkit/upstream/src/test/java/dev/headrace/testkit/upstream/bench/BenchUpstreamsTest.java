package dev.headrace.testkit.upstream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.testkit.upstream.TestClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchUpstreamsTest {
    private static final BenchSize SMALL = BenchSize.of(2, 3, 5);

    private final TestClient client = new TestClient();

    @Test
    void aWalkByCursorMeetsEachRecordOnce() throws Exception {
        try (BenchUpstreams upstreams = BenchUpstreams.pages(SMALL)) {
            for (URI upstream : upstreams.uris()) {
                assertThat(walk(upstream + "/records")).containsExactlyElementsOf(ids(15));
                assertThat(walk(upstream + "/walks/7")).containsExactlyElementsOf(ids(15));
            }
            assertThat(upstreams.traffic().get(0).requests()).isEqualTo(6);
        }
    }

    @Test
    void numbersItsPagesAndHasNoneAfterTheLast() throws Exception {
        try (BenchUpstreams upstreams = BenchUpstreams.pages(SMALL)) {
            JsonNode second = get(upstreams.uris().get(0) + "/records?page=2");
            JsonNode fourth = get(upstreams.uris().get(0) + "/records?page=4");

            assertThat(second.required("total_pages").intValue()).isEqualTo(3);
            assertThat(second.required("items").get(0).required("id").intValue())
                    .isEqualTo(6);
            assertThat(fourth.required("items").isEmpty()).isTrue();
        }
    }

    @Test
    void aRecordHasAboutTwoHundredBytes() {
        assertThat(BenchRecord.json(1)).hasSizeBetween(190, 220);
        assertThat(BenchRecord.json(1_000_000)).hasSizeBetween(190, 220);
    }

    @Test
    void listsIdsAndHandsOutItems() throws Exception {
        try (BenchUpstreams upstreams = BenchUpstreams.fanOut(SMALL)) {
            String base = upstreams.uris().get(1).toString();

            assertThat(get(base + "/ids?page=3").required("ids").values())
                    .extracting(JsonNode::intValue)
                    .containsExactly(11, 12, 13, 14, 15);
            assertThat(get(base + "/ids?page=4").required("ids").isEmpty()).isTrue();
            assertThat(get(base + "/items/15").required("id").intValue()).isEqualTo(15);
            assertThat(client.get(URI.create(base + "/items/16")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void limitsEachUpstreamForItself() throws Exception {
        try (BenchUpstreams upstreams = BenchUpstreams.pages(SMALL.requestsPerSecond(1))) {
            for (int i = 0; upstreams.throttled() == 0 && i < 1000; i++) {
                client.get(upstreams.uris().get(0));
            }

            assertThat(upstreams.throttled()).isEqualTo(1);
            assertThat(client.get(upstreams.uris().get(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesFromAChildProcess() throws Exception {
        try (BenchProcess pages = BenchProcess.pages(SMALL, Duration.ofMinutes(2));
                BenchProcess items = BenchProcess.fanOut(SMALL, Duration.ofMinutes(2))) {
            assertThat(pages.uris()).hasSize(2);
            assertThat(walk(pages.uris().get(0) + "/records")).hasSize(15);
            assertThat(get(items.uris().get(0) + "/items/3").required("id").intValue())
                    .isEqualTo(3);
        }
    }

    @Test
    void knowsTheLeastTimeThatEachShapeTakes() {
        BenchSize cursor = BenchSize.of(12, 50, 1).latency(Duration.ofMillis(100));

        assertThat(cursor.chainBound()).isEqualTo(Duration.ofSeconds(5));
        assertThat(cursor.parallelBound(20)).isEqualTo(Duration.ofMillis(400));
        assertThat(cursor.limitBound()).isEqualTo(Duration.ZERO);
        assertThat(BenchSize.of(12, 201, 1).requestsPerSecond(20).limitBound()).isEqualTo(Duration.ofSeconds(10));
        assertThatThrownBy(() -> BenchSize.of(0, 1, 1)).hasMessageContaining("0 upstreams");
    }

    private List<Long> walk(String url) throws Exception {
        List<Long> ids = new ArrayList<>();
        String cursor = "1";
        while (!cursor.isEmpty()) {
            JsonNode page = get(url + "?cursor=" + cursor);
            page.required("items").forEach(item -> ids.add(item.required("id").longValue()));
            cursor = page.required("next_cursor").asString("");
        }
        return ids;
    }

    private JsonNode get(String url) throws Exception {
        return JsonMapper.shared().readTree(client.get(URI.create(url)).body());
    }

    private static List<Long> ids(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
