package dev.headrace.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubTest {
    private static final String MARKER = "{\"message\":\"You have exceeded a secondary rate limit. Please wait.\"}";

    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String more) {
        return """
                connectors.github {
                  base-url = "%s", repositories = [mill/race], page-size = 10, token = t0ken
                  %s
                }
                """.formatted(upstream.uri(), more);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Test
    void issuesCommentsAndReleasesAreCollectedAlongTheLinks() {
        try (FakeUpstream upstream =
                new GitHubRepository(25).upstream().requireBearer("t0ken").start()) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(upstream, ""));
            assertThat(collector.numbers("github", "issues", "number")).isEqualTo(upTo(25));
            assertThat(collector.numbers("github", "comments", "id")).containsExactly(501);
            assertThat(collector.numbers("github", "releases", "id")).containsExactly(901);
            assertThat(report.connectors().get(0).requests()).isEqualTo(5);
            assertThat(upstream.traffic().exchanges()).allSatisfy(exchange -> {
                assertThat(exchange.request().header("Accept")).contains("application/vnd.github+json");
                assertThat(exchange.request().header("X-GitHub-Api-Version")).contains("2022-11-28");
                assertThat(exchange.request().header("User-Agent")).isPresent();
            });
        }
    }

    @Test
    void anIssueThatChangesDuringTheWalkPushesNoOtherPast() {
        GitHubRepository repository = new GitHubRepository(25);
        try (FakeUpstream upstream = repository.upstream().start()) {
            upstream.overlay(When.path("/repos/mill/race/issues").nth(2, 2), (request, answered) -> {
                repository.change(3, Instant.parse("2026-02-01T00:00:00Z"));
                return repository.issues(request);
            });
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "streams = [issues]"));
            assertThat(collector.numbers("github", "issues", "number"))
                    .hasSize(26)
                    .containsAll(upTo(25));
        }
    }

    @Test
    void issuesOfOneSecondThatFillMoreThanAPageAreAllCollected() {
        String issue = "{\"id\":%1$d,\"number\":%1$d,\"updated_at\":\"2026-01-01T00:00:0%2$dZ\"}";
        Responder list = request -> {
            int page = (int) request.query("page", 1);
            List<String> all = upTo(35).stream()
                    .filter(number -> request.query("since").isEmpty()
                            || !request.query("since").get().equals("2026-01-01T00:00:01Z")
                            || number > 30)
                    .map(number -> issue.formatted(number, number > 30 ? 1 : 0))
                    .toList();
            String body = all.stream().skip((page - 1) * 10L).limit(10).collect(Collectors.joining(",", "[", "]"));
            String next = request.target().replaceAll("&page=.*", "") + "&page=" + (page + 1);
            return page * 10 < all.size()
                    ? Reply.json(body).withHeader("Link", "<" + next + ">; rel=\"next\"")
                    : Reply.json(body);
        };
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/repos/mill/race/issues", list).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "streams = [issues]"));
            assertThat(collector.numbers("github", "issues", "number")).isEqualTo(upTo(35));
        }
    }

    @Test
    void aChangeOnTheSecondPageOfReleasesIsSeen() {
        AtomicInteger run = new AtomicInteger(1);
        Responder list = request -> {
            if (request.query("page", 1) == 2) {
                return Reply.json("[{\"id\":%d}]".formatted(900 + run.get()));
            }
            String next = request.target() + "&page=2";
            return request.header("If-None-Match").isPresent()
                    ? Reply.status(304).withHeader("ETag", "\"same\"")
                    : Reply.json("[{\"id\":1}]")
                            .withHeader("ETag", "\"same\"")
                            .withHeader("Link", "<" + next + ">; rel=\"next\"");
        };
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/repos/mill/race/releases", list).start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, "streams = [releases]");
            collector.runWhole(configuration);
            run.set(2);
            collector.runWhole(configuration);
            assertThat(collector.numbers("github", "releases", "id")).contains(901, 902);
        }
    }

    @Test
    void theNextRunsCollectOnlyWhatHasChangedAndThenNothingAtAll() {
        GitHubRepository repository = new GitHubRepository(25);
        try (FakeUpstream upstream = repository.upstream().start()) {
            Collector collector = new Collector(directory);
            String configuration = configuration(upstream, "");
            collector.runWhole(configuration);
            Instant changed = Instant.parse("2026-02-01T00:00:00Z");
            repository.change(7, changed);
            upstream.traffic().clear();

            // 'since' is inclusive at GitHub, so the newest known issue comes again.
            collector.runWhole(configuration);
            assertThat(collector.numbers("github", "issues", "number"))
                    .hasSize(27)
                    .contains(7, 25);
            assertThat(upstream.traffic().exchanges("/repos/mill/race/issues"))
                    .singleElement()
                    .satisfies(exchange ->
                            assertThat(exchange.request().query("since")).contains("2026-01-01T00:25:00Z"));
            assertThat(upstream.traffic().exchanges("/repos/mill/race/releases"))
                    .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(304));

            collector.runWhole(configuration);
            upstream.traffic().clear();
            RunReport same = collector.runWhole(configuration);
            assertThat(same.records()).isZero();
            assertThat(upstream.traffic().answered(304)).isEqualTo(3);
            assertThat(upstream.traffic().requests()).isEqualTo(3);
        }
    }

    /** The first request and the second page's first are refused; everything must come all the same, later. */
    private RunReport waitsFor(Supplier<Reply> refusal) {
        GitHubRepository repository = new GitHubRepository(25);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        Responder list = repository::issues;
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/repos/mill/race/issues",
                        request -> (request.query("since").isPresent() ? second : first).getAndIncrement() == 0
                                ? refusal.get()
                                : list.reply(request))
                .start()) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(upstream, "streams = [issues]"));
            assertThat(collector.numbers("github", "issues", "number")).isEqualTo(upTo(25));
            assertThat(report.connectors().get(0).throttles()).isEqualTo(2);
            assertThat(upstream.traffic().requests()).isEqualTo(5);
            return report;
        }
    }

    @Test
    void theSecondaryLimitWithRetryAfterIsWaitedFor() {
        RunReport report = waitsFor(() -> Reply.json(MARKER).withStatus(403).withHeader("Retry-After", "1"));
        assertThat(report.duration()).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void theSecondaryLimitThatOnlyItsBodyTellsIsWaitedFor() {
        RunReport report = waitsFor(() -> Reply.json(MARKER).withStatus(403));
        assertThat(report.duration()).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void theSecondaryLimitMayComeWith429() {
        waitsFor(() -> Reply.tooManyRequests(Duration.ofSeconds(1)));
    }

    @Test
    void thePrimaryLimitIsWaitedForUntilItsReset() {
        waitsFor(() -> Reply.json("{\"message\":\"API rate limit exceeded for user\"}")
                .withStatus(403)
                .withHeader("X-RateLimit-Limit", "5000")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", String.valueOf(Instant.now().getEpochSecond() + 2)));
    }

    @Test
    void aPlain403IsAFailureAndNoLimit() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{\"message\":\"Resource not accessible\"}")
                .withStatus(403)
                .withHeader("X-RateLimit-Remaining", "4999"))) {
            FailedItem lost = new Collector(directory).runToOneFailure(configuration(upstream, "streams = [releases]"));
            assertThat(lost.cause()).contains("403");
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"a b", "mill", "mill/race/issues", "/race", "mill/"})
    void aRepositoryIsAnOwnerAndAName(String repository) {
        assertThat(new Collector(directory)
                        .problems("connectors.github {\n repositories = [ok/ok, \"%s\"]\n}".formatted(repository)))
                .containsExactly("headrace.conf:2: connectors.github.repositories: '%s' is not of the form OWNER/NAME"
                        .formatted(repository));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(new Collector(directory)
                        .problems("connectors.github {\n repositories = [a, b]\n streams = [issue, releases]\n}"))
                .containsExactly(
                        "headrace.conf:2: connectors.github.repositories: 'a' is not of the form OWNER/NAME",
                        "headrace.conf:2: connectors.github.repositories: 'b' is not of the form OWNER/NAME",
                        "headrace.conf:3: connectors.github.streams: 'issue' is none of [issues, comments, releases]");
    }

    @Test
    void aRepositoryThatIsNotThereLosesOnlyItsOwn() {
        try (FakeUpstream upstream = new GitHubRepository(3).upstream().start()) {
            Collector collector = new Collector(directory);
            FailedItem lost = collector.runToOneFailure("""
                    connectors.github { base-url = "%s", repositories = [mill/race, mill/gone], streams = [issues] }
                    """.formatted(upstream.uri()));
            assertThat(lost.cause()).contains("404", "/repos/mill/gone/issues");
            assertThat(collector.numbers("github", "issues", "number")).isEqualTo(upTo(3));
        }
    }
}
