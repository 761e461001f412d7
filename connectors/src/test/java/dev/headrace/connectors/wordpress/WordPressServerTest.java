package dev.headrace.connectors.wordpress;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import dev.headrace.connectors.feed.FeedProvider;
import dev.headrace.engine.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against WordPress with MariaDB: 117 posts and the one that every new site has, and their feed. */
@Tag("server")
class WordPressServerTest {
    @TempDir
    private Path directory;

    @Test
    void aSiteIsReadWithAnApplicationPasswordAndThenOnlyWhatIsNew() throws Exception {
        try (RealServer wordPress = RealServer.start("wordpress")) {
            Collector collector = new Collector(directory).with("PASSWORD", wordPress.data("password"));
            String site = """
                    connectors.wordpress {
                      base-url = "%s", page-size = 25, user = miller, password = ${?PASSWORD}
                      streams = [posts, pages, comments, media, categories, tags]
                    }
                    """.formatted(wordPress.address());
            collector.runWhole(site);
            assertThat(collector.records("wordpress", "posts"))
                    .extracting(post -> post.path("id").asInt())
                    .hasSize(118)
                    .doesNotHaveDuplicates();
            assertThat(collector.records("wordpress", "comments")).hasSize(12);
            assertThat(collector.records("wordpress", "pages")).hasSize(1);
            for (String stream : List.of("posts", "pages", "comments", "categories")) {
                assertThat(new WordPressProvider().info()).describes(stream, collector.records("wordpress", stream));
            }

            RunReport again = collector.runWhole(site);
            assertThat(again.records())
                    .as("the newest of each list, and what knows no time")
                    .isLessThan(6);

            String feed = "connectors.feed { base-url = \"%s\", feeds = [/feed/] }".formatted(wordPress.address());
            collector.runWhole(feed);
            assertThat(collector.records("feed", "entries")).hasSize(10);
            assertThat(new FeedProvider().info()).describes("entries", collector.records("feed", "entries"));
            assertThat(collector.runWhole(feed).records())
                    .as("a feed that is the same")
                    .isZero();
        }
    }
}
