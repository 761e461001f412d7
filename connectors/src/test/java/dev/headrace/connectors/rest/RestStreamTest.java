package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.time.VirtualClock;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestStreamTest {
    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String streams) {
        return "connectors.api { connector = rest, base-url = \"%s\"%n streams { %s } }%n"
                .formatted(upstream.uri(), streams);
    }

    private static List<String> targets(FakeUpstream upstream) {
        return upstream.traffic().exchanges().stream()
                .map(exchange -> exchange.request().target())
                .toList();
    }

    @Test
    void parametersAndHeadersAreSentWithTheFirstPageAndHeadersWithAll() {
        Responder list = request -> {
            Reply page = Reply.json(Numbers.numbered(request, 1));
            String next = "<%s>; rel=\"next\"".formatted(request.absolute("/list?page=2"));
            return request.query("page").isPresent() ? page : page.withHeader("Link", next);
        };
        try (FakeUpstream upstream = FakeUpstream.builder().route("/list", list).start()) {
            new Collector(directory).runWhole(configuration(upstream, """
                    numbers {
                      path = "/list", params { state = open, q = "a b&c" }, headers { X-Version = "3" }
                      pagination { type = link }
                    }
                    """));
            assertThat(targets(upstream)).hasSize(2).last().isEqualTo("/list?page=2");
            ReceivedRequest first = upstream.traffic().exchanges().get(0).request();
            assertThat(first.query("state")).contains("open");
            assertThat(first.query("q")).contains("a b&c");
            assertThat(upstream.traffic().exchanges())
                    .allSatisfy(
                            one -> assertThat(one.request().header("X-Version")).contains("3"));
        }
    }

    @Test
    void everyRecordOfAParentHasAListOfItsOwn() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/teams", Reply.json("[{\"id\":\"a b/c?d&é\"},{\"id\":\"plain\"}]"))
                .route("/teams/*", RestStreamTest::members)
                .start()) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(upstream, """
                    teams { path = "/teams" }
                    members { path = "/teams/{id}/members", parent = teams, pagination { type = page, param = page, size = 1 } }
                    badges { path = "/teams/x/badges/{/key/0}", parent = members }
                    """));
            assertThat(collector.records("api", "members").stream()
                            .map(record -> record.path("of").asString()))
                    .containsExactlyInAnyOrder("/teams/a b/c?d&é/members", "/teams/plain/members");
            assertThat(targets(upstream)).contains("/teams/a%20b%2Fc%3Fd%26%C3%A9/members");
            assertThat(collector.records("api", "badges")).hasSize(2);
            assertThat(report.records()).isEqualTo(6);
        }
    }

    private static Reply members(ReceivedRequest request) {
        if (request.path().contains("/badges/")) {
            return Reply.json("[{\"id\":\"%s\"}]".formatted(request.path()));
        }
        boolean first = request.query("page", 1) == 1;
        return Reply.json(
                first
                        ? "[{\"id\":\"%1$s\",\"of\":\"%1$s\",\"key\":[%2$d]}]"
                                .formatted(request.path(), request.number())
                        : "[]");
    }

    @Test
    void aParentWithoutTheFieldOfThePathFailsAndSaysWhichField() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[{\"id\":1}]"))) {
            FailedItem lost = new Collector(directory).runToOneFailure(configuration(upstream, """
                    teams { path = "/teams" }
                    members { path = "/teams/{slug}/members", parent = teams }
                    """));
            assertThat(lost.cause()).contains("a record of stream 'teams' has no 'slug' for '/teams/{slug}/members'");
        }
    }

    @Test
    void onlyWhatHasChangedSinceTheLastWholeRunIsAskedFor() {
        Responder list = request -> Reply.json(
                request.query("since").equals(Optional.of("2026-01-01"))
                        ? "[{\"id\":1,\"meta\":{\"at\":\"2026-01-02\"}},{\"id\":2,\"meta\":{\"at\":\"2026-01-03\"}}]"
                        : "[]");
        try (FakeUpstream upstream = FakeUpstream.builder().route("/list", list).start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, """
                    numbers { path = "/list", incremental { param = since, field = "/meta/at", initial = "2026-01-01" } }
                    """);
            assertThat(collector.runWhole(configuration).records()).isEqualTo(2);
            assertThat(collector.runWhole(configuration).records()).isZero();
            // The third asks as the second did: no record has moved the cursor.
            assertThat(collector.runWhole(configuration).records()).isZero();
            assertThat(targets(upstream))
                    .containsExactly("/list?since=2026-01-01", "/list?since=2026-01-03", "/list?since=2026-01-03");
        }
    }

    @Test
    void aFailedPageKeepsTheCursorWhereItWas() {
        Responder list =
                request -> request.query("page", 1) == 1 ? Reply.json(Numbers.numbered(request, 1)) : Reply.status(404);
        try (FakeUpstream upstream = FakeUpstream.builder().route("/list", list).start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, """
                    numbers {
                      path = "/list", pagination { type = page, param = page, size = 10 }
                      incremental { param = since, field = updated_at }
                    }
                    """);
            collector.runToOneFailure(configuration);
            collector.runToOneFailure(configuration);
            assertThat(targets(upstream)).noneMatch(target -> target.contains("since"));
        }
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        Responder list = request -> request.header("If-None-Match").equals(Optional.of("\"one\""))
                ? Reply.status(304).withHeader("ETag", "\"one\"")
                : Reply.json("[{\"id\":1}]").withHeader("ETag", "\"one\"");
        try (FakeUpstream upstream = FakeUpstream.builder().route("/list", list).start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, "numbers { path = \"/list\", conditional = true }");
            assertThat(collector.runWhole(configuration).records()).isEqualTo(1);
            assertThat(collector.runWhole(configuration).records()).isZero();
            assertThat(upstream.traffic().answered(304)).isEqualTo(1);
        }
    }

    @Test
    void xmlThatHasNotChangedIsNotSentAgainEither() {
        Responder list = request -> request.header("If-None-Match").isPresent()
                ? Reply.status(304)
                : Reply.bytes(
                                "application/xml",
                                "<feed><entry><id>1</id></entry></feed>"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .withHeader("ETag", "\"one\"");
        try (FakeUpstream upstream = FakeUpstream.builder().route("/list", list).start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(
                    upstream, "numbers { path = \"/list\", format = xml, records = /entry, conditional = true }");
            assertThat(collector.runWhole(configuration).records()).isEqualTo(1);
            assertThat(collector.runWhole(configuration).records()).isZero();
        }
    }

    @Test
    void theSectionLimitKeepsWhatTheUpstreamAllows() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/list", request -> Reply.json(Numbers.numbered(request, 1)))
                        .limit(StrictLimit.slidingWindow(2, Duration.ofMillis(500)))
                        .limit(StrictLimit.concurrency(1))
                        .start()) {
            // Two instances share the budget, because it has the same name.
            String instance = """
                    connectors.%s {
                      connector = rest, base-url = "%s"
                      limit { name = shared, permits = 2, per = 500ms, concurrency = 1 }
                      streams.numbers { path = "/list", pagination { type = page, param = page, size = 10 } }
                    }
                    """;
            Collector collector = new Collector(directory).by(clock);
            collector.runWhole("limits.shared { permits = 2, per = 500ms, concurrency = 1, mode = strict }\n"
                    + instance.formatted("one", upstream.uri())
                    + instance.formatted("two", upstream.uri()));
            assertThat(upstream.traffic().requests()).isEqualTo(6);
            assertThat(upstream.traffic().throttled()).isZero();
            assertThat(collector.numbers("two", "numbers", "id")).isEqualTo(Numbers.ids());
        }
    }

    @Test
    void anApiIsConfiguredInTwentyFiveLinesAtMost() {
        String configuration = """
                output { type = jsonl, directory = out }
                connectors.shop {
                  connector = rest
                  base-url = "@upstream@"
                  auth { type = bearer, token = ${?SHOP_TOKEN} }
                  limit { permits = 50, per = 1s, concurrency = 4 }
                  streams.orders {
                    path = "/orders"
                    records = "/items"
                    pagination { type = page, param = page, size = 10 }
                    incremental { param = since, field = updated_at }
                  }
                  streams.lines {
                    parent = orders
                    path = "/orders/{id}/lines"
                  }
                }
                """;
        assertThat(configuration.lines()).hasSizeLessThanOrEqualTo(25);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .requireBearer("s3cret")
                .route(
                        "/orders",
                        request -> Reply.json("{\"items\":%s}"
                                .formatted(request.query("since").isPresent() ? "[]" : Numbers.numbered(request, 1))))
                .route("/orders/*", request -> Reply.json("[{\"id\":\"%s\"}]".formatted(request.path())))
                .start()) {
            Collector collector = new Collector(directory).with("SHOP_TOKEN", "s3cret");
            String complete = configuration.replace("@upstream@", upstream.uri().toString());
            assertThat(collector.runWhole(complete).records()).isEqualTo(2 * Numbers.ALL);
            assertThat(collector.numbers("shop", "orders", "id")).isEqualTo(Numbers.ids());
            List<JsonNode> lines = collector.records("shop", "lines");
            assertThat(lines).doesNotHaveDuplicates().hasSize(Numbers.ALL);
            assertThat(collector.runWhole(complete).records()).isZero();
        }
    }
}
