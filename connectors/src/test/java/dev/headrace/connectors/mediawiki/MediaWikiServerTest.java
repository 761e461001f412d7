package dev.headrace.connectors.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import dev.headrace.engine.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

            edit(wiki, "Mill 07");
            RunReport again = collector.runWhole(pages);
            assertThat(again.records()).isLessThan(10);
            assertThat(collector.records("mediawiki", "pages").toString()).contains("The race is dry.");

            collector.runWhole("connectors.feed { base-url = \"%s\", feeds = [\"%s\"] }"
                    .formatted(wiki.address(), "/index.php?title=Special:RecentChanges&feed=atom"));
            assertThat(collector.records("feed", "entries"))
                    .extracting(entry -> entry.path("title").asString())
                    .contains("Mill 07");
        }
    }

    private static void edit(RealServer wiki, String title) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(wiki.address() + "/api.php").toURL().openConnection();
        connection.setDoOutput(true);
        // The token of whoever is not logged in.
        String form = "action=edit&format=json&title=%s&text=The+race+is+dry.&token=%%2B%%5C"
                .formatted(title.replace(' ', '+'));
        connection.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
        try (InputStream answer = connection.getInputStream()) {
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Success");
        }
    }
}
