package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.time.VirtualClock;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are asked for in spans of time. The virtual clock begins on 1 June 2025, at noon. */
class RestWindowsTest {
    @TempDir
    private Path directory;

    private final VirtualClock clock = VirtualClock.automatic();

    private static String configuration(FakeUpstream upstream, String windows) {
        return """
                connectors.api { connector = rest, base-url = "%s", streams.days {
                  path = "/days", records = /days, params { from = "{window.from}", to = "{window.to}" }
                  windows { %s }
                } }
                """.formatted(upstream.uri(), windows);
    }

    /** One record for each day that begins in the window. */
    private static List<String> days(ReceivedRequest request) {
        Instant from = Instant.parse(request.query("from").orElseThrow());
        Instant to = Instant.parse(request.query("to").orElseThrow());
        long first = Math.floorDiv(from.getEpochSecond() + 86_399, 86_400);
        return java.util.stream.LongStream.iterate(first, day -> day * 86_400 < to.getEpochSecond(), day -> day + 1)
                .mapToObj("{\"id\":%d}"::formatted)
                .toList();
    }

    private static Reply listed(List<String> days) {
        return Reply.json("{\"total\":%d,\"days\":%s}".formatted(days.size(), days));
    }

    private static final Responder DAYS = request -> listed(days(request));

    private static final long FIRST_OF_MAY =
            Instant.parse("2025-05-01T00:00:00Z").getEpochSecond() / 86_400;

    /** Every day from 1 May to so many days later, each once. */
    private void assertDays(int count) {
        assertThat(new Collector(directory).numbers("api", "days", "id"))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, count)
                        .mapToObj(day -> (int) FIRST_OF_MAY + day)
                        .toList());
    }

    private static List<String> targets(FakeUpstream upstream) {
        return upstream.traffic().exchanges().stream()
                .map(exchange -> exchange.request().target())
                .toList();
    }

    @Test
    void aListIsAskedForInSpansUpToThePresentAndLaterFromThereOn() throws InterruptedException {
        try (clock;
                FakeUpstream upstream =
                        FakeUpstream.builder().clock(clock).route("/days", DAYS).start()) {
            Collector collector = new Collector(directory).by(clock);
            String configuration = configuration(upstream, "from = \"2025-05-01\", size = 14d");
            collector.runWhole(configuration);
            assertThat(targets(upstream))
                    .containsExactlyInAnyOrder(
                            "/days?from=2025-05-01T00%3A00%3A00Z&to=2025-05-15T00%3A00%3A00Z",
                            "/days?from=2025-05-15T00%3A00%3A00Z&to=2025-05-29T00%3A00%3A00Z",
                            "/days?from=2025-05-29T00%3A00%3A00Z&to=2025-06-01T12%3A00%3A00Z");
            assertDays(32);
            clock.advance(Duration.ofDays(2));
            collector.runWhole(configuration);
            assertThat(targets(upstream))
                    .hasSize(4)
                    .last()
                    .isEqualTo("/days?from=2025-06-01T12%3A00%3A00Z&to=2025-06-03T12%3A00%3A00Z");
            assertDays(34);
        }
    }

    @Test
    void aWindowWithMoreThanTheUpstreamGivesIsSplitByItsTotal() {
        Responder atMostFive = request -> {
            List<String> days = days(request);
            return Reply.json("{\"total\":%d,\"days\":%s}"
                    .formatted(days.size(), days.subList(0, Math.min(5, days.size()))));
        };
        try (clock;
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/days", atMostFive)
                        .start()) {
            new Collector(directory)
                    .by(clock)
                    .runWhole(configuration(
                            upstream, "from = \"2025-05-01\", size = 40d, split { above = 5, total-at = /total }"));
            assertDays(32);
        }
    }

    @Test
    void itIsCountedBeforeItIsAskedForOrSplitWhenItIsRefused() {
        Responder refusing =
                request -> days(request).size() > 5 ? Reply.text("too many").withStatus(400) : DAYS.reply(request);
        try (clock;
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/days", refusing)
                        .route(
                                "/count",
                                request -> Reply.json(
                                        "{\"count\":%d}".formatted(days(request).size())))
                        .start()) {
            new Collector(directory).by(clock).runWhole(configuration(upstream, """
                    from = "2025-05-01", size = 40d
                    split { above = 5, total-at = /count, path = "/count", params { from = "{window.from}", to = "{window.to}" } }
                    """));
            assertDays(32);
            assertThat(upstream.traffic().answered(400)).isZero();
            Path other = directory.resolve("other");
            assertThat(other.toFile().mkdir()).isTrue();
            Collector collector = new Collector(other).by(clock);
            collector.runWhole(
                    configuration(upstream, "from = \"2025-05-01\", size = 40d, split { statuses = [400] }"));
            assertThat(collector.records("api", "days")).hasSize(32);
            assertThat(upstream.traffic().answered(400)).isPositive();
        }
    }

    @Test
    void countingIsRefusedFailsAndSaysWhoItIsAsTheListDoes() {
        AtomicInteger counted = new AtomicInteger();
        Responder counting = request -> switch (counted.getAndIncrement()) {
            case 0 -> Reply.text("come back").withStatus(420);
            case 1 -> Reply.json("{\"error\":\"busy\"}");
            default ->
                request.header("X-Miller").isEmpty()
                        ? Reply.status(403)
                        : Reply.json("{\"count\":%d}".formatted(days(request).size()));
        };
        try (clock;
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/days", DAYS)
                        .route("/count", counting)
                        .start()) {
            new Collector(directory).by(clock).runWhole("""
                    connectors.api { connector = rest, base-url = "%s", streams.days {
                      path = "/days", records = /days, params { from = "{window.from}", to = "{window.to}" }
                      headers { X-Miller = mara }, retry-on = [420], retry-wait = 1s
                      failures.busy { at = /error, then = retry }
                      windows {
                        from = "2025-05-01", size = 40d
                        split { above = 50, total-at = /count, path = "/count", params { from = "{window.from}", to = "{window.to}" } }
                      }
                    } }
                    """.formatted(upstream.uri()));
            assertDays(32);
            assertThat(counted).hasValue(3);
        }
    }

    @Test
    void aWindowThatIsTooShortToBeSplitIsAFailure() {
        try (clock;
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/days", Reply.json("{\"total\":6,\"days\":[]}"))
                        .start()) {
            assertThat(new Collector(directory)
                            .by(clock)
                            .runToOneFailure(
                                    configuration(
                                            upstream,
                                            "from = \"2025-06-01\", size = 1d, split { above = 5, total-at = /total, least = 7h }"))
                            .cause())
                    .contains("the window from 2025-06-01T00:00:00Z to 2025-06-01T12:00:00Z has more records")
                    .contains("too short to be split");
        }
    }
}
