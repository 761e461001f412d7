package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ready configurations that walk through lists. */
class ListsExamplesTest {
    @TempDir
    private Path directory;

    static List<String> names() {
        return Example.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyReadyConfigurationIsValidAsItStands(String name) {
        Collector collector = new Collector(directory)
                .with("SLACK_TOKEN", "t")
                .with("HUBSPOT_TOKEN", "t")
                .with("OPENALEX_KEY", "k");
        assertThat(collector.problems(Example.read(name))).isEmpty();
    }

    @Test
    void thereIsOneForEachUpstreamThatTheDocumentationNames() {
        assertThat(names())
                .containsExactly(
                        "arxiv",
                        "crates-io",
                        "gitlab",
                        "hubspot",
                        "nvd",
                        "openalex",
                        "slack",
                        "stack-exchange",
                        "usgs",
                        "world-bank");
    }

    private static String joined(List<?> records) {
        return records.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static Reply crates(ReceivedRequest request) {
        long from = request.query("seek", 0);
        List<Integer> page = Example.page(Example.numbers(250), from, request.query("per_page", 10));
        String next = from + 100 < 250 ? "\"?per_page=100&seek=%d\"".formatted(from + 100) : "null";
        return request.header("User-Agent")
                        .filter(agent -> agent.contains("example.org"))
                        .isEmpty()
                ? Reply.status(403)
                : Reply.json("{\"crates\":%s,\"meta\":{\"next_page\":%s,\"total\":250}}"
                        .formatted(
                                joined(page.stream()
                                        .map("{\"id\":\"crate-%d\"}"::formatted)
                                        .toList()),
                                next));
    }

    private static Reply versions(ReceivedRequest request) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (name.equals("url")) {
            return Reply.status(404);
        }
        if (request.header("If-None-Match").isPresent()) {
            return Reply.status(304);
        }
        String lines =
                "{\"name\":\"%1$s\",\"vers\":\"1.0.0\",\"yanked\":false}\n{\"name\":\"%1$s\",\"vers\":\"1.1.0\",\"yanked\":true}\n"
                        .formatted(name);
        return Reply.bytes("text/plain", lines.getBytes(StandardCharsets.UTF_8)).withHeader("ETag", "\"" + name + "\"");
    }

    private static List<Instant> arrived(Example example, Predicate<String> path) {
        return example.requests().stream()
                .filter(request -> path.test(request.path()))
                .map(ReceivedRequest::arrivedAt)
                .toList();
    }

    @Test
    void cratesAreListedOnceASecondWhileTheIndexGoesAsFastAsItCan() {
        try (Example crates = Example.of(
                        "crates-io",
                        directory,
                        FakeUpstream.builder()
                                .route("/api/v1/crates", ListsExamplesTest::crates)
                                .route("/se/rd/serde", ListsExamplesTest::versions)
                                .route("/3/*", ListsExamplesTest::versions)
                                .route("/2/h3", ListsExamplesTest::versions)
                                .route("/1/a", ListsExamplesTest::versions)
                                .limit("/api/v1/crates", StrictLimit.slidingWindow(1, Duration.ofSeconds(1))))
                .run()) {
            assertThat(crates.collector().records("crates", "crates"))
                    .extracting(one -> one.path("id").asString())
                    .containsExactlyElementsOf(Example.numbers(250).stream()
                            .map(number -> "crate-" + number)
                            .toList());
            assertThat(crates.collector().records("crates-index", "versions"))
                    .extracting(one ->
                            one.path("name").asString() + "@" + one.path("vers").asString())
                    .containsExactlyInAnyOrder(
                            "serde@1.0.0",
                            "serde@1.1.0",
                            "log@1.0.0",
                            "log@1.1.0",
                            "h3@1.0.0",
                            "h3@1.1.0",
                            "a@1.0.0",
                            "a@1.1.0");
            assertThat(crates.upstream().traffic().throttled()).isZero();
            Instant secondPage =
                    arrived(crates, path -> path.equals("/api/v1/crates")).get(1);
            assertThat(arrived(crates, path -> !path.equals("/api/v1/crates")))
                    .as("of the index, by the virtual clock")
                    .hasSize(5)
                    .allSatisfy(time -> assertThat(time).isBefore(secondPage));
            crates.run();
            assertThat(crates.collector().records("crates-index", "versions")).hasSize(8);
            assertThat(crates.upstream().traffic().answered(304)).isEqualTo(4);
        }
    }

    private static Reply questions(ReceivedRequest request) {
        List<Integer> later = Example.numbers(220).stream()
                .filter(number -> 1_767_225_600L + number >= request.query("min", 0))
                .toList();
        List<String> items = Example.page(later, 0, 100).stream()
                .map(number ->
                        "{\"question_id\":%d,\"last_activity_date\":%d}".formatted(number, 1_767_225_600L + number))
                .toList();
        String backoff = later.size() > 200 ? ",\"backoff\":10" : "";
        return Reply.json("{\"items\":%s,\"has_more\":%s,\"quota_max\":300,\"quota_remaining\":200%s}"
                        .formatted(joined(items), later.size() > 100, backoff))
                .gzipped();
    }

    @Test
    void stackExchangeIsLeftAloneAsLongAsItAsksFor() {
        try (Example stack = Example.of(
                        "stack-exchange",
                        directory,
                        FakeUpstream.builder()
                                .route("/2.3/questions", ListsExamplesTest::questions)
                                .limit(StrictLimit.slidingWindow(300, Duration.ofDays(1))
                                        .reset(StrictLimit.Reset.ABSENT))
                                .limit(StrictLimit.slidingWindow(30, Duration.ofSeconds(1))
                                        .reset(StrictLimit.Reset.ABSENT)))
                .run()) {
            // 'min' is inclusive, so the last question of a page comes again with the next.
            assertThat(stack.collector().numbers("stack-exchange", "questions", "question_id"))
                    .containsExactlyElementsOf(Stream.concat(Example.numbers(220).stream(), Stream.of(100, 199))
                            .sorted()
                            .toList());
            List<ReceivedRequest> asked = stack.requests();
            assertThat(asked).hasSize(3);
            assertThat(Duration.between(asked.get(0).arrivedAt(), asked.get(1).arrivedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
            stack.run();
            assertThat(stack.requests().get(3).query("min")).contains("1767225820");
        }
    }

    private static Reply projects(ReceivedRequest request) {
        long after = request.query("id_after", 0);
        List<String> page = Example.page(Example.numbers(150), after, 100).stream()
                .map(
                        ("{\"id\":%1$d,\"path_with_namespace\":\"g/p%1$d\",\"last_activity_at\":\"2025-05-01T00:00:00.%1$03dZ\","
                                        + "\"namespace\":{\"full_path\":\"g\"},\"readme_url\":\"x\"}")::formatted)
                .toList();
        Reply reply = Reply.json(joined(page));
        String next =
                "</api/v4/projects?id_after=%d&pagination=keyset&per_page=100>; rel=\"next\"".formatted(after + 100);
        return after + 100 < 150 ? reply.withHeader("Link", next) : reply;
    }

    @Test
    void gitlabIsWalkedByKeysetAndEachProjectHasItsReleases() {
        try (Example gitlab = Example.of(
                        "gitlab",
                        directory,
                        FakeUpstream.builder()
                                .route("/api/v4/projects", ListsExamplesTest::projects)
                                .route(
                                        "/api/v4/projects/*",
                                        request -> request.path().contains("/13/")
                                                ? Reply.status(403)
                                                : Reply.json("[{\"tag_name\":\"v1\"}]"))
                                .limit(StrictLimit.slidingWindow(400, Duration.ofMinutes(10))))
                .run()) {
            assertThat(gitlab.collector().numbers("gitlab", "projects", "id")).isEqualTo(Example.numbers(150));
            assertThat(gitlab.collector().records("gitlab", "projects").get(0).toString())
                    .doesNotContain("readme_url")
                    .contains("\"full_path\":\"g\"");
            assertThat(gitlab.collector().records("gitlab", "releases"))
                    .hasSize(149)
                    .allSatisfy(release ->
                            assertThat(release.path("project").asString()).startsWith("g/p"));
            assertThat(gitlab.upstream().traffic().throttled()).isZero();
        }
    }

    @Test
    void theWorldBankAnswersWithAnArrayOfTwo() {
        try (Example bank = Example.of(
                        "world-bank",
                        directory,
                        FakeUpstream.builder().route("/v2/country/all/indicator/SP.POP.TOTL", request -> {
                            String page =
                                    Example.page(Example.numbers(2500), (request.query("page", 1) - 1) * 1000, 1000)
                                            .stream()
                                            .map(
                                                    "{\"country\":{\"id\":\"C%d\"},\"date\":\"2020\",\"value\":1}"
                                                            ::formatted)
                                            .collect(Collectors.joining(",", "[", "]"));
                            return Reply.json("[{\"page\":%d,\"pages\":3,\"per_page\":\"1000\",\"total\":2500},%s]"
                                    .formatted(request.query("page", 1), page));
                        }))
                .run()) {
            assertThat(bank.collector().records("world-bank", "population"))
                    .hasSize(2500)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRefusalOfTheWorldBankIsNotTakenForAnEmptyList() {
        try (Example bank = Example.of(
                "world-bank",
                directory,
                FakeUpstream.builder()
                        .route(
                                "/v2/country/all/indicator/SP.POP.TOTL",
                                Reply.json(
                                        "[{\"message\":[{\"id\":\"120\",\"key\":\"Invalid value\",\"value\":\"no such indicator\"}]}]")))) {
            assertThat(bank.loss()).contains("it is 'refused': /0/message/0/value is no such indicator");
        }
    }

    @Test
    void openAlexIsWalkedByACursorThatBeginsWithAStar() {
        try (Example alex = Example.of(
                        "openalex",
                        directory,
                        FakeUpstream.builder()
                                .route("/works", request -> {
                                    String cursor = request.query("cursor").orElseThrow();
                                    int from = cursor.equals("*") ? 0 : Integer.parseInt(cursor.substring(1));
                                    String next = from + 100 < 450 ? "\"c%d\"".formatted(from + 100) : "null";
                                    String page = Example.page(Example.numbers(450), from, 100).stream()
                                            .map(
                                                    "{\"id\":\"W%d\",\"publication_date\":\"2025-03-01\",\"abstract_inverted_index\":{}}"
                                                            ::formatted)
                                            .collect(Collectors.joining(",", "[", "]"));
                                    return Reply.json("{\"meta\":{\"count\":450,\"next_cursor\":%s},\"results\":%s}"
                                            .formatted(next, page));
                                })
                                .limit(StrictLimit.slidingWindow(10, Duration.ofSeconds(1))))
                .with("OPENALEX_KEY", "k3y")
                .run()) {
            assertThat(alex.collector().records("openalex", "works")).hasSize(450);
            assertThat(alex.requests())
                    .allSatisfy(request -> assertThat(request.query("api_key")).contains("k3y"));
            alex.run();
            assertThat(alex.requests().get(5).query("filter").orElseThrow())
                    .endsWith("from_publication_date:2025-03-01");
        }
    }

    private static Reply channels(ReceivedRequest request) {
        boolean first = request.query("cursor").isEmpty();
        return Reply.json(
                "{\"ok\":true,\"channels\":[{\"id\":\"C%1$s\",\"is_member\":true},{\"id\":\"X%1$s\",\"is_member\":false}],\"response_metadata\":{\"next_cursor\":\"%2$s\"}}"
                        .formatted(first ? 1 : 2, first ? "dGVhbTpD" : ""));
    }

    private static Reply history(ReceivedRequest request) {
        if (request.query("oldest").isPresent()) {
            return Reply.json("{\"ok\":true,\"messages\":[],\"has_more\":false}");
        }
        long page = request.query("cursor", 0);
        return Reply.json(
                "{\"ok\":true,\"messages\":[{\"ts\":\"174000000%1$d.000100\",\"text\":\"hi\"}],\"has_more\":%2$s,\"response_metadata\":{\"next_cursor\":\"%3$d\"}}"
                        .formatted(page, page < 4, page + 1));
    }

    @Test
    void slackHasALimitForEachMethodAndACursorForEachChannel() {
        try (Example slack = Example.of(
                        "slack",
                        directory,
                        FakeUpstream.builder()
                                .requireBearer("xoxb")
                                .route("/api/conversations.list", ListsExamplesTest::channels)
                                .route("/api/conversations.history", ListsExamplesTest::history)
                                .limit(
                                        "/api/conversations.list",
                                        StrictLimit.slidingWindow(20, Duration.ofMinutes(1))
                                                .reset(StrictLimit.Reset.ABSENT))
                                .limit(
                                        "/api/conversations.history",
                                        StrictLimit.slidingWindow(50, Duration.ofMinutes(1))
                                                .reset(StrictLimit.Reset.ABSENT)))
                .with("SLACK_TOKEN", "xoxb")
                .run()) {
            assertThat(slack.collector().records("slack", "channels")).hasSize(2);
            assertThat(slack.collector().records("slack", "messages")).hasSize(10);
            slack.run();
            assertThat(slack.collector().records("slack", "messages")).hasSize(10);
            assertThat(slack.requests())
                    .filteredOn(request -> request.query("oldest").isPresent())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.query("oldest")).contains("1740000004.000100"));
            assertThat(slack.upstream().traffic().throttled()).isZero();
        }
    }

    @Test
    void aRefusalOfSlackIsAFailure() {
        try (Example slack = Example.of(
                        "slack",
                        directory,
                        FakeUpstream.builder()
                                .route(
                                        "/api/conversations.list",
                                        Reply.json("{\"ok\":false,\"error\":\"invalid_auth\"}")))
                .with("SLACK_TOKEN", "old")) {
            assertThat(slack.loss()).contains("/error is invalid_auth");
        }
    }
}
