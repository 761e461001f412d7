package dev.headrace.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.PermanentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What every bundled sink does. */
abstract class AbstractSinkTest {
    @TempDir
    Path directory;

    /** A new sink, as a new process would make it. */
    abstract Sink sink();

    /** The data of a stream in the order of the first appearance, as text; empty when there is none. */
    abstract List<String> read(String connector, String stream) throws Exception;

    final SinkRig rig() throws Exception {
        return new SinkRig(directory, this::sink, false);
    }

    private static List<String> quoted(String... values) {
        return Arrays.stream(values).map(value -> '"' + value + '"').toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void committedRecordsAreThereInTheirOrder(boolean durable) throws Exception {
        try (SinkRig rig = new SinkRig(directory, this::sink, durable)) {
            rig.append("git", "issues", "a", "b");
            rig.append("git", "issues", "c");
            rig.commit();
            rig.append("git", "issues", "d");
            rig.commit();
            assertThat(read("git", "issues")).isEqualTo(quoted("a", "b", "c", "d"));
        }
    }

    @Test
    void whatWasNotCommittedIsTakenBack() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.commit();
            rig.append("git", "issues", "lost");
            rig.append("git", "other", "lost too");
            rig.prepare();
            rig.crash();
            assertThat(read("git", "issues")).isEqualTo(quoted("a"));
            assertThat(read("git", "other")).isEmpty();
            rig.append("git", "issues", "b");
            rig.append("git", "other", "c");
            rig.commit();
            assertThat(read("git", "issues")).isEqualTo(quoted("a", "b"));
            assertThat(read("git", "other")).isEqualTo(quoted("c"));
        }
    }

    @Test
    void whatWasCommittedStaysWhenTheProcessDiesRightAfter() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.prepare();
            rig.finish();
            rig.crash();
            assertThat(read("git", "issues")).isEqualTo(quoted("a"));
            rig.append("git", "issues", "b");
            rig.prepare();
            rig.finish();
            rig.crash();
            assertThat(read("git", "issues")).isEqualTo(quoted("a", "b"));
        }
    }

    @Test
    void aCrashBeforeAnythingWasWrittenLeavesNothing() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "lost");
            rig.crash();
            assertThat(read("git", "issues")).isEmpty();
        }
    }

    @Test
    void oneStepMayHoldSeveralStreams() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append(
                    "git",
                    List.of(
                            new CollectedRecord("a", "1", SinkRig.text("x")),
                            new CollectedRecord("b", "1", SinkRig.text("y")),
                            new CollectedRecord("a", "2", SinkRig.text("z"))));
            rig.commit();
            assertThat(read("git", "a")).isEqualTo(quoted("x", "z"));
            assertThat(read("git", "b")).isEqualTo(quoted("y"));
        }
    }

    @Test
    void theDataIsWrittenAsItCameOnOneLine() throws Exception {
        String json = "{\"b\":[1,2.50,1E400,null,true],\"a\":\"line\\nfeed \uD83D\uDE00 \u2028\",\"\":{}}";
        JsonNode data = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(json);
        try (SinkRig rig = rig()) {
            rig.append("git", List.of(new CollectedRecord("issues", "1", data)));
            rig.commit();
            String written = read("git", "issues").get(0);
            assertThat(written)
                    .doesNotContain("\n")
                    .startsWith("{\"b\":[1,2.50,")
                    .contains("\uD83D\uDE00");
            assertThat(JsonMapper.builder()
                            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .build()
                            .readTree(written))
                    .isEqualTo(data);
        }
    }

    @Test
    void aRecordThatCannotBeWrittenFailsByName() throws Exception {
        ArrayNode tooDeep = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 2_000; i++) {
            tooDeep = JsonNodeFactory.instance.arrayNode().add(tooDeep);
        }
        List<CollectedRecord> records = List.of(new CollectedRecord("issues", "7", tooDeep));
        try (SinkRig rig = rig()) {
            assertThatThrownBy(() -> rig.append("git", records))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("record '7' of stream 'issues' cannot be written as JSON: ");
        }
    }

    @Test
    void halfACharacterDoesNotBreakTheLine() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a\uD800b", "c");
            rig.commit();
            assertThat(read("git", "issues")).hasSize(2).last().isEqualTo("\"c\"");
        }
    }

    @Test
    void namesOfAnyKindAreKeptApart() throws Exception {
        List<String> names = List.of(
                "plain",
                "Plain",
                "PLAIN",
                "a/b",
                "a\\b",
                "a b",
                "..",
                ".",
                "con",
                "nul.x",
                "\u00fc",
                "%FC",
                "a'b\"c",
                "x;y",
                "",
                "sqlite_master",
                "headrace_items",
                "1",
                "long-" + "n".repeat(300),
                "long-" + "n".repeat(299) + "m");
        try (SinkRig rig = rig()) {
            for (int round = 0; round < 2; round++) {
                for (String name : names) {
                    rig.append(name, name, name + round);
                }
                rig.commit();
                rig.crash();
            }
        }
        for (String name : names) {
            assertThat(read(name, name)).as(name).hasSize(2);
            String first = JsonMapper.shared().readTree(read(name, name).get(0)).asString();
            assertThat(first).isEqualTo(name + "0");
        }
    }

    @Test
    void moreStreamsThanFilesMayBeOpen() throws Exception {
        try (SinkRig rig = rig()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 200; i++) {
                    rig.append("git", "s" + i, "r" + round);
                    if (i % 50 == 49) {
                        rig.commit();
                    }
                }
            }
            for (int i = 0; i < 200; i++) {
                assertThat(read("git", "s" + i)).isEqualTo(quoted("r0", "r1", "r2"));
            }
        }
    }

    @Test
    void aLotOfDataInOneTransactionIsWrittenWhole() throws Exception {
        List<String> expected = new ArrayList<>();
        try (SinkRig rig = rig()) {
            for (int i = 0; i < 30; i++) {
                String big = i + "x".repeat(300_000);
                rig.append("git", "big", big);
                expected.add('"' + big + '"');
            }
            rig.commit();
            assertThat(read("git", "big")).isEqualTo(expected);
        }
    }
}
