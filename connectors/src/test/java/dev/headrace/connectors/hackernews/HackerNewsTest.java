package dev.headrace.connectors.hackernews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HackerNewsTest {
    // The structure of the API's own description (github.com/HackerNews/API); the words are ours.
    private static final String STORY = """
            {"by":"miller","descendants":2,"id":8001,"kids":[8002,8003],"score":57,"time":1767225600,
             "title":"A mill that grinds by itself","type":"story","url":"http://mill.example/"}
            """;
    private static final String ASK = """
            {"by":"weir","descendants":0,"id":8004,"score":3,"text":"<p>How deep is yours?","time":1767229200,
             "title":"Ask HN: How deep is your headrace?","type":"story"}
            """;

    @TempDir
    private Path directory;

    private static FakeUpstreamBuilder upstream(String list) {
        return FakeUpstream.builder()
                .route("/v0/topstories.json", Reply.json(list))
                .route("/v0/newstories.json", Reply.json("[8004]"))
                .route("/v0/item/8001.json", Reply.json(STORY))
                .route("/v0/item/8004.json", Reply.json(ASK))
                .route("/v0/item/8005.json", Reply.json("null"));
    }

    private static String configuration(FakeUpstream upstream, String more) {
        return "connectors.hackernews { base-url = \"%s/v0\"\n %s }".formatted(upstream.uri(), more);
    }

    @Test
    void everyIdOfTheListBecomesAStory() {
        try (FakeUpstream upstream = upstream("[8004,8001]").start()) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(upstream, ""));
            assertThat(collector.numbers("hackernews", "stories", "id")).containsExactly(8001, 8004);
            assertThat(collector.records("hackernews", "stories"))
                    .extracting(story -> story.path("title").asString())
                    .contains("A mill that grinds by itself");
            assertThat(report.outcomes().planned()).isEqualTo(3);
        }
    }

    @Test
    void aDeletedStoryIsNoRecordAndNoFailure() {
        try (FakeUpstream upstream = upstream("[8001,8005]").start()) {
            Collector collector = new Collector(directory);
            assertThat(collector.runWhole(configuration(upstream, "")).records())
                    .isEqualTo(1);
            assertThat(collector.records("hackernews", "stories"))
                    .singleElement()
                    .extracting(JsonNode::size)
                    .isEqualTo(9);
        }
    }

    @Test
    void theListIsChosenInTheConfiguration() {
        try (FakeUpstream upstream = upstream("[8001]").start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "list = new"));
            assertThat(collector.numbers("hackernews", "stories", "id")).containsExactly(8004);
        }
    }

    @Test
    void aStoryThatFailsCostsNoOther() {
        try (FakeUpstream upstream = upstream("[8001,8006,8004]").start()) {
            Collector collector = new Collector(directory);
            FailedItem lost = collector.runToOneFailure(configuration(upstream, ""));
            assertThat(lost.item()).contains("8006");
            assertThat(lost.cause()).contains("404");
            assertThat(collector.numbers("hackernews", "stories", "id")).containsExactly(8001, 8004);
        }
    }

    @Test
    void aListThatIsNoneIsAClearFailure() {
        try (FakeUpstream upstream =
                upstream("{\"error\":\"Permission denied\"}").start()) {
            FailedItem lost = new Collector(directory).runToOneFailure(configuration(upstream, ""));
            assertThat(lost.cause()).contains("/topstories.json has no array of records");
        }
    }

    @Test
    void anUnknownListIsAProblemOfTheConfiguration() {
        assertThat(new Collector(directory).problems("connectors.hackernews {\n list = tops\n}"))
                .singleElement()
                .asString()
                .startsWith("headrace.conf:2: connectors.hackernews.list: ")
                .contains("Did you mean 'top'?");
    }
}
