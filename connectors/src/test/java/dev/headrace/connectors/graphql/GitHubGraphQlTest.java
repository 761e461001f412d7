package dev.headrace.connectors.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubGraphQlTest {
    @TempDir
    private Path directory;

    private Collector collector() {
        return new Collector(directory).with("TOKEN", "ghp_t0ken-of-the-mill");
    }

    private static FakeUpstream github(GraphQlRepository repository) {
        return FakeUpstream.builder()
                .requireBearer("ghp_t0ken-of-the-mill")
                .route("/graphql", repository::answer)
                .start();
    }

    private static String configuration(FakeUpstream upstream) {
        return "connectors.github-graphql { base-url = \"%s\", repositories = [mill/race], page-size = 10, token = ${?TOKEN} }"
                .formatted(upstream.uri());
    }

    @Test
    void aLaterRunCollectsWhatWasUpdatedByEachListsOwnRule() {
        GraphQlRepository repository = new GraphQlRepository(35);
        try (FakeUpstream upstream = github(repository)) {
            Collector collector = collector();
            collector.runWhole(configuration(upstream));
            assertThat(collector.records("github-graphql", "issues")).hasSize(35);
            assertThat(collector.records("github-graphql", "pulls")).hasSize(35);
            repository.change(3, "2026-02-01T00:00:00Z");
            upstream.traffic().clear();

            RunReport again = collector.runWhole(configuration(upstream));
            assertThat(again.records())
                    .as("the changed one and the newest known, twice")
                    .isEqualTo(4);
            assertThat(upstream.traffic().requests()).isEqualTo(2);
        }
    }

    @Test
    void errorsInsideAnAnswerWithStatus200FailWithTheirWords() {
        try (FakeUpstream upstream = github(new GraphQlRepository(1))) {
            upstream.overlay(
                    When.path("/graphql"),
                    (request, answered) ->
                            Reply.json("{\"data\":{\"repository\":null},\"errors\":[{\"type\":\"NOT_FOUND\","
                                    + "\"message\":\"Could not resolve to a Repository.\"}]}"));

            RunReport report = collector().run(configuration(upstream));
            assertThat(report.failed())
                    .hasSize(2)
                    .allSatisfy(failed -> assertThat(failed.cause())
                            .contains("answered 200 with errors: Could not resolve to a Repository."));
        }
    }

    @Test
    void anErrorWithoutATypeIsAskedForAgain() {
        try (FakeUpstream upstream = github(new GraphQlRepository(5))) {
            upstream.overlay(
                    When.path("/graphql").nth(1, 1),
                    (request, answered) -> Reply.json(
                            "{\"data\":null,\"errors\":[{\"message\":\"Something went wrong, timed out.\"}]}"));
            Collector collector = collector();
            collector.runWhole(configuration(upstream));

            assertThat(collector.records("github-graphql", "issues")).hasSize(5);
            assertThat(collector.records("github-graphql", "pulls")).hasSize(5);
        }
    }

    @Test
    void aSpentBudgetThatIsToldInTheBodyIsWaitedFor() {
        try (FakeUpstream upstream = github(new GraphQlRepository(5))) {
            String reset =
                    Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
            upstream.overlay(
                    When.path("/graphql").nth(1, 1),
                    (request, answered) -> Reply.json(
                            "{\"data\":{\"rateLimit\":{\"remaining\":0,\"resetAt\":\"" + reset
                                    + "\"}},\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}"));
            Collector collector = collector();
            RunReport report = collector.runWhole(configuration(upstream));

            assertThat(report.connectors().get(0).throttles()).isPositive();
            assertThat(collector.records("github-graphql", "issues")).hasSize(5);
        }
    }
}
