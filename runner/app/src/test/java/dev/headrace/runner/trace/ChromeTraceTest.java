package dev.headrace.runner.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A trace by the rules of the Trace Event Format, which its viewers do not forgive. */
class ChromeTraceTest {
    private static final List<String> PARTS =
            List.of("budgetMs", "poolMs", "dnsMs", "connectMs", "tlsMs", "firstByteMs", "bodyMs", "decodeMs");
    private static final int ROWS = 2_000;

    /** Rows of two connectors, with parts of fractions of a millisecond, many at once, some of no length at all. */
    private static ObjectNode document() {
        Random random = new Random(8);
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("id", "20261123T024148-7f3a")
                .put("started", "2026-11-23T02:41:48Z")
                .put("sentence", "it took long");
        ObjectNode series = run.putObject("series").put("stepMs", 2_000);
        series.putObject("inFlight").putArray("shop").add(1.5).add(0);
        series.putObject("waiting").putArray("shop").add(7).add(0);
        ObjectNode exchanges = run.putObject("exchanges");
        exchanges.putArray("names").add("shop").add("wiki");
        exchanges.putArray("budgets").add("hourly");
        exchanges.putArray("results").add("ok").add("failed");
        double start = 0;
        for (int row = 0; row < ROWS; row++) {
            start += random.nextInt(3) * 0.7;
            exchanges.withArray("connector").add(random.nextInt(2));
            exchanges.withArray("startMs").add(start);
            exchanges.withArray("budget").add(random.nextInt(2) - 1);
            PARTS.forEach(part -> exchanges.withArray(part).add(random.nextInt(4) * random.nextInt(4_000) / 1_000.0));
            exchanges.withArray("status").add(200);
            exchanges.withArray("attempt").add(1);
            exchanges.withArray("result").add(random.nextInt(2));
            exchanges.withArray("bytes").add(5_000_000_000L);
            exchanges.withArray("target").add("/items?page=" + row);
        }
        return run;
    }

    private static List<JsonNode> events(ObjectNode run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChromeTrace.write(run.toString(), out);
        JsonNode trace = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(trace.get("displayTimeUnit").stringValue()).isEqualTo("ms");
        assertThat(trace.get("traceEvents").isArray()).isTrue();
        return trace.get("traceEvents").valueStream().toList();
    }

    private static List<JsonNode> ofKind(List<JsonNode> events, String kind) {
        return events.stream()
                .filter(event -> event.get("ph").stringValue().equals(kind))
                .toList();
    }

    private static long end(JsonNode slice) {
        return slice.get("ts").longValue() + slice.get("dur").longValue();
    }

    @Test
    void everyEventHasWhatItsKindNeeds() {
        List<JsonNode> events = events(document());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("name").stringValue()).isNotEmpty();
            assertThat(event.get("pid").isInt()).isTrue();
            assertThat(event.get("tid").isInt()).isTrue();
        });
        assertThat(events.stream().map(event -> event.get("ph").stringValue()).collect(Collectors.toSet()))
                .isEqualTo(Set.of("X", "M", "C"));
        assertThat(ofKind(events, "X")).allSatisfy(slice -> {
            assertThat(slice.get("ts").isIntegralNumber()).isTrue();
            assertThat(slice.get("dur").isIntegralNumber()).isTrue();
            assertThat(slice.get("ts").longValue()).isNotNegative();
            assertThat(slice.get("dur").longValue()).isNotNegative();
        });
        assertThat(ofKind(events, "C")).hasSize(4).allSatisfy(counter -> {
            assertThat(counter.get("ts").isIntegralNumber()).isTrue();
            assertThat(counter.get("args").values()).allMatch(JsonNode::isNumber);
        });
        assertThat(ofKind(events, "M").stream()
                        .map(named -> named.get("name").stringValue())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of("process_name", "thread_name"));
    }

    @Test
    void everyExchangeIsASliceAndItsPartsAreWithinIt() {
        List<JsonNode> slices = ofKind(events(document()), "X");
        assertThat(slices.stream()
                        .filter(slice -> slice.get("cat").stringValue().equals("exchange")))
                .hasSize(ROWS);
        Map<String, List<JsonNode>> lanes =
                slices.stream().collect(Collectors.groupingBy(slice -> slice.get("pid") + "/" + slice.get("tid")));
        assertThat(lanes.size()).isGreaterThan(4);
        lanes.values().forEach(ChromeTraceTest::assertNested);
    }

    /** In one lane a slice is wholly within the one that is open, or begins at its end or later. */
    private static void assertNested(List<JsonNode> lane) {
        Comparator<JsonNode> order = Comparator.comparingLong(
                        (JsonNode slice) -> slice.get("ts").longValue())
                .thenComparing(Comparator.comparingLong(ChromeTraceTest::end).reversed())
                .thenComparing(slice -> slice.get("cat").stringValue());
        Deque<JsonNode> open = new ArrayDeque<>();
        for (JsonNode slice : lane.stream().sorted(order).toList()) {
            while (!open.isEmpty() && end(open.peek()) <= slice.get("ts").longValue()) {
                open.pop();
            }
            boolean isExchange = slice.get("cat").stringValue().equals("exchange");
            assertThat(open.isEmpty()).as("%s in %s", slice, open).isEqualTo(isExchange);
            if (!isExchange) {
                assertThat(end(slice)).as("%s in %s", slice, open).isLessThanOrEqualTo(end(open.peek()));
                assertThat(open).hasSize(1);
            } else {
                open.push(slice);
            }
        }
    }

    @Test
    void aSliceSaysWhatItsExchangeWas() {
        ObjectNode run = document();
        ((ArrayNode) run.at("/exchanges/budget")).set(0, 0);
        JsonNode first = ofKind(events(run), "X").stream()
                .filter(slice ->
                        slice.path("args").path("target").stringValue("").equals("/items?page=0"))
                .findFirst()
                .orElseThrow();
        assertThat(first.get("name").stringValue()).isEqualTo("/items");
        assertThat(first.at("/args/budget").stringValue()).isEqualTo("hourly");
        assertThat(first.at("/args/status").intValue()).isEqualTo(200);
        assertThat(first.at("/args/bytes").longValue()).isEqualTo(5_000_000_000L);
    }

    @Test
    void aRunWithoutRequestsIsATraceToo() {
        assertThat(events(JsonNodeFactory.instance.objectNode())).isEmpty();
    }

    @Test
    void whatComesAfterAnotherHasTheSameLane() {
        Lanes lanes = new Lanes();
        assertThat(lanes.take(0, 10)).isZero();
        assertThat(lanes.take(5, 7)).isEqualTo(1);
        assertThat(lanes.take(8, 9)).isEqualTo(1);
        assertThat(lanes.take(9, 20)).isEqualTo(1);
        assertThat(lanes.take(10, 11)).isZero();
        assertThat(lanes.count()).isEqualTo(2);
    }
}
