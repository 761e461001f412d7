package dev.headrace.connectors.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaWikiTest {
    private static final Reply LAGGED = Reply.json(
                    "{\"error\":{\"code\":\"maxlag\",\"info\":\"Waiting for a database: 6"
                            + " seconds lagged.\",\"lag\":6}}")
            .withHeader("Retry-After", "1")
            .withHeader("MediaWiki-API-Error", "maxlag");

    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream) {
        return "connectors.mediawiki { base-url = \"%s/w\", streams = [pages], page-size = 2 }"
                .formatted(upstream.uri());
    }

    private static FakeUpstream wiki(int pages) {
        return FakeUpstream.builder().route("/w/api.php", new Wiki(pages)::api).start();
    }

    @Test
    void aLagThatIsToldWithStatus200IsWaitedFor() {
        try (FakeUpstream upstream = wiki(5)) {
            upstream.overlay(When.path("/w/api.php").nth(2, 2), (request, answered) -> LAGGED);
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(upstream));

            assertThat(collector.records("mediawiki", "pages")).hasSize(5);
            assertThat(report.connectors().get(0).throttles()).isEqualTo(1);
            assertThat(report.duration()).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void anyOtherErrorWithStatus200FailsWithItsWords() {
        try (FakeUpstream upstream = wiki(5)) {
            upstream.overlay(
                    When.path("/w/api.php"),
                    (request, answered) -> Reply.json(
                            "{\"error\":{\"code\":\"readapidenied\",\"info\":\"You need read permission.\"}}"));

            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream))
                            .cause())
                    .contains("the error 'readapidenied': You need read permission.");
        }
    }

    @Test
    void theFirstRunReadsAllPagesAndALaterOneThoseThatRecentChangesName() {
        try (FakeUpstream upstream = wiki(5)) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream));
            assertThat(upstream.traffic().requests()).isEqualTo(3);
            upstream.traffic().clear();

            collector.runWhole(configuration(upstream));
            assertThat(upstream.traffic().exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.request().query("generator")).contains("recentchanges");
                assertThat(exchange.request().query("grcstart")).contains("2026-01-01T00:00:00Z");
            });
        }
    }

    @Test
    void requestsAreMadeOneAfterTheOther() {
        try (FakeUpstream upstream = wiki(9)) {
            new Collector(directory)
                    .runWhole("connectors.mediawiki { base-url = \"%s/w\", page-size = 2 }".formatted(upstream.uri()));

            assertThat(upstream.traffic().maxConcurrent()).isEqualTo(1);
        }
    }
}
