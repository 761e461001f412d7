package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestLargeBodyTest {
    private static final int RECORDS = 5_000;

    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String stream) {
        return """
                connectors.api {
                  connector = rest, base-url = "%s"
                  streams.things { path = "/things", stream = true, %s }
                }
                """.formatted(upstream.uri(), stream);
    }

    private static String each(String record, String between) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> record.replace("#", String.valueOf(i)))
                .collect(Collectors.joining(between));
    }

    private static String body(RestFormat format) {
        return switch (format) {
            case JSON ->
                "{\"before\":{\"a/b\":[1]},\"data\":{\"a/b\":[" + each("{\"id\":\"#\"}", ",") + "]},\"after\":[{}]}";
            case NDJSON -> each("{\"id\":\"#\"}", "\n");
            case CSV -> "id,name\n" + each("#,\"a\nb\"", "\n");
            case XML ->
                "<feed><title>t</title><data><before/>" + each("<entry><id>#</id></entry>", " ")
                        + "<after/></data></feed>";
        };
    }

    private static String options(RestFormat format) {
        return switch (format) {
            case JSON -> "records = \"/data/a~1b\"";
            case NDJSON -> "format = ndjson";
            case CSV -> "format = csv";
            case XML -> "format = xml, records = \"/data/entry\"";
        };
    }

    @ParameterizedTest
    @EnumSource(RestFormat.class)
    void eachFormatIsReadRecordByRecord(RestFormat format) {
        Reply reply = Reply.bytes("text/plain", body(format).getBytes(StandardCharsets.UTF_8));
        try (FakeUpstream upstream = FakeUpstream.answering(reply)) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, options(format)));

            List<String> ids = collector.records("api", "things").stream()
                    .map(record -> record.path("id").asString())
                    .toList();
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, RECORDS)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(upstream.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aBodyWithoutTheRecordsIsAFailureUnlessTheyMayBeMissing() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{\"error\":\"maintenance\"}"))) {
            String records = "records = \"/data\"";
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, records))
                            .cause())
                    .contains("there are no records at '/data', but nothing");
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, records + ", missing = empty"));
            assertThat(collector.records("api", "things")).isEmpty();
        }
    }

    @Test
    void aRecordThatIsCutOffFailsTheItemAndSaysSo() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[{\"id\":1},{\"id\""))) {
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, ""))
                            .cause())
                    .contains("/things")
                    .contains("cannot be decoded");
        }
    }

    @Test
    void pagesAndStreamsExcludeEachOther() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"))) {
            assertThatThrownBy(() ->
                            new Collector(directory).runWhole(configuration(upstream, "pagination { type = link }")))
                    .hasMessageContaining("take out one of 'stream' and 'pagination'");
        }
    }
}
