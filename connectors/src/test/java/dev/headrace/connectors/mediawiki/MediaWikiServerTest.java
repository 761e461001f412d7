package dev.headrace.connectors.mediawiki;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against MediaWiki: its main page and 60 others, of which one is edited between two runs; and the feed of that change. */
@Tag("server")
class MediaWikiServerTest {
    @TempDir
    private Path directory;

    @Test
    void allPagesAreReadAndThenTheOneThatWasEdited() throws Exception {
        try (RealServer wiki = RealServer.start("mediawiki")) {
            Collector collector = new Collector(directory);
            String pages = "connectors.mediawiki { base-url = \"%s\", page-size = 7 }".formatted(wiki.address());
            collector.runWhole(pages);
            assertThat(collector.records("mediawiki", "pages"))
                    .extracting(page -> page.path("title").asString())
                    .hasSize(61)
                    .contains("Mill 60")
                    .doesNotHaveDuplicates();
            assertThat(collector.records("mediawiki", "pages").toString()).contains("The race of mill 33 & its wheel.");
            assertThat(new MediaWikiProvider().info()).describes("pages", collector.records("mediawiki", "pages"));

            edit(wiki, "Mill 07");
            RunReport again = collector.runWhole(pages);
            assertThat(again.records()).isLessThan(10);
            assertThat(collector.records("mediawiki", "pages").toString()).contains("The race is dry.");
            assertThat(new MediaWikiProvider().info()).describes("changes", collector.records("mediawiki", "changes"));

            collector.runWhole("connectors.feed { base-url = \"%s\", feeds = [\"%s\"] }"
                    .formatted(wiki.address(), "/index.php?title=Special:RecentChanges&feed=atom"));
            assertThat(collector.records("feed", "entries"))
                    .extracting(entry -> entry.path("title").asString())
                    .contains("Mill 07");
        }
    }

    /** Where an answer gets too large, it gives the rest of the texts with the next ones, and all the pages again with each. */
    @Test
    void answersThatGetTooLargeLoseAndRepeatNoPage() throws Exception {
        try (RealServer wiki = RealServer.start("mediawiki", Map.of("MEDIAWIKI_RESULT_BYTES", "4000"))) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(
                    "connectors.mediawiki { base-url = \"%s\", streams = [pages] }".formatted(wiki.address()));

            assertThat(collector.records("mediawiki", "pages"))
                    .extracting(page -> page.path("title").asString())
                    .hasSize(61)
                    .doesNotHaveDuplicates();
            assertThat(report.connectors().get(0).requests())
                    .as("more than the two that 61 pages take in lots of 50")
                    .isGreaterThan(2);
        }
    }

    /** It has no replicas that could lag, and says that it does when asked for less than none: status 200, Retry-After 5. */
    @Test
    void theRealAnswerThatItLagsIsWaitedFor() throws Exception {
        try (RealServer wiki = RealServer.start("mediawiki");
                FakeUpstream upstream = FakeUpstream.builder()
                        .route("/w/api.php", new Wiki(5)::api)
                        .start()) {
            HttpURLConnection lagged = connect(wiki, "/api.php?action=query&format=json&formatversion=2&maxlag=-5");
            assertThat(lagged.getResponseCode()).isEqualTo(200);
            assertThat(lagged.getHeaderField("MediaWiki-API-Error")).isEqualTo("maxlag");
            Reply answer = Reply.json(text(lagged)).withHeader("Retry-After", lagged.getHeaderField("Retry-After"));
            upstream.overlay(When.path("/w/api.php").first(1), (request, good) -> answer);
            RunReport report = new Collector(directory)
                    .runWhole("connectors.mediawiki { base-url = \"%s/w\", streams = [pages] }"
                            .formatted(upstream.uri()));

            assertThat(report.connectors().get(0).throttles()).isEqualTo(1);
            assertThat(report.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    private static HttpURLConnection connect(RealServer wiki, String target) throws IOException {
        return (HttpURLConnection) URI.create(wiki.address() + target).toURL().openConnection();
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void edit(RealServer wiki, String title) throws IOException {
        HttpURLConnection connection = connect(wiki, "/api.php");
        connection.setDoOutput(true);
        // The token of whoever is not logged in.
        String form = "action=edit&format=json&title=%s&text=The+race+is+dry.&token=%%2B%%5C"
                .formatted(title.replace(' ', '+'));
        connection.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
        assertThat(text(connection)).contains("Success");
    }
}
