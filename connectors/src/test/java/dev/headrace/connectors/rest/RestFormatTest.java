package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestFormatTest {
    private static final String ENTRY = "<entry><id>%s</id><title lang=\"de\">Mühle &amp; Wehr</title></entry>";

    private static final String EXACT =
            "{\"id\":1,\"price\":2.50,\"ratio\":0.1234567890123456789,\"whole\":123456789012345678901}";

    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String stream) {
        return """
                connectors.api {
                  connector = rest, base-url = "%s"
                  streams.things { path = "/things", %s }
                }
                """.formatted(upstream.uri(), stream);
    }

    private List<JsonNode> collected(Reply reply, String stream) {
        try (FakeUpstream upstream = FakeUpstream.answering(reply)) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, stream));
            return collector.records("api", "things");
        }
    }

    private FailedItem lost(Reply reply, String stream) {
        try (FakeUpstream upstream = FakeUpstream.answering(reply)) {
            return new Collector(directory).runToOneFailure(configuration(upstream, stream));
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        Reply marked = Reply.bytes("text/csv", "\uFEFFid,name\n7,Mill\n".getBytes(StandardCharsets.UTF_8));

        for (String stream : List.of("format = csv", "format = csv, stream = true")) {
            assertThat(collected(marked, stream))
                    .last()
                    .satisfies(record -> assertThat(record.toString()).isEqualTo("{\"id\":\"7\",\"name\":\"Mill\"}"));
        }
    }

    @Test
    void jsonIsTheDefault() {
        assertThat(collected(Reply.json("[{\"id\":\"a\",\"deep\":{\"list\":[1,2.5,null,true]}}]"), "")
                        .toString())
                .isEqualTo("[{\"id\":\"a\",\"deep\":{\"list\":[1,2.5,null,true]}}]");
    }

    @Test
    void numbersKeepEveryDigit() {
        assertThat(collected(Reply.json("[" + EXACT + "]"), "").toString()).isEqualTo("[" + EXACT + "]");
    }

    @Test
    void numbersOfNdjsonKeepEveryDigit() {
        Reply lines = Reply.bytes("application/x-ndjson", EXACT.getBytes(StandardCharsets.UTF_8));
        assertThat(collected(lines, "format = ndjson").toString()).isEqualTo("[" + EXACT + "]");
    }

    @Test
    void idsMayStandDeepInARecord() {
        Reply reply = Reply.json("[{\"key\":{\"number\":7}},{\"key\":{\"number\":8}}]");
        assertThat(collected(reply, "id = \"/key/number\"")).hasSize(2);
    }

    @Test
    void aRecordWithoutItsIdFailsItsPageAndSaysWhich() {
        assertThat(lost(Reply.json("[{\"id\":1},{\"name\":\"no id\"}]"), "").cause())
                .contains("'id'");
    }

    @Test
    void everyLineOfNdjsonIsARecord() {
        Reply reply =
                Reply.bytes("application/x-ndjson", "{\"id\":1}\n\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(collected(reply, "format = ndjson").toString()).isEqualTo("[{\"id\":1}, {\"id\":2}]");
    }

    @Test
    void anNdjsonLineThatIsCutOffIsAClearFailure() {
        Reply reply = Reply.bytes("application/x-ndjson", "{\"id\":1}\n{\"id\":".getBytes(StandardCharsets.UTF_8));
        assertThat(lost(reply, "format = ndjson").cause()).contains("/things");
    }

    @Test
    void rowsOfCsvAreRecordsOfTexts() {
        String rows = "id,title\r\n1,\"a \"\"b\"\", c\r\nd\"\r\n2,\r\n";
        assertThat(collected(Reply.bytes("text/csv", rows.getBytes(StandardCharsets.UTF_8)), "format = csv")
                        .toString())
                .isEqualTo("[{\"id\":\"1\",\"title\":\"a \\\"b\\\", c\\r\\nd\"}, {\"id\":\"2\",\"title\":\"\"}]");
    }

    @Test
    void theCharsetOfTextIsTheOneOfItsContentType() {
        Reply reply = Reply.bytes(
                "text/csv; charset=ISO-8859-1", "id,name\n1,Müller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(collected(reply, "format = csv").get(0).path("name").asString())
                .isEqualTo("Müller");
    }

    @Test
    void csvWithoutRowsHasNoRecords() {
        assertThat(collected(Reply.bytes("text/csv", "id,title\n".getBytes(StandardCharsets.UTF_8)), "format = csv"))
                .isEmpty();
    }

    @Test
    void repeatedElementsOfXmlAreRecords() {
        List<JsonNode> entries =
                collected(xml(ENTRY.formatted("a") + ENTRY.formatted("b")), "format = xml, records = /entry");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).toString())
                .isEqualTo("{\"id\":\"b\",\"title\":{\"lang\":\"de\",\"\":\"Mühle & Wehr\"}}");
    }

    @Test
    void aSingleElementOfXmlIsOneRecord() {
        assertThat(collected(xml(ENTRY.formatted("a")), "format = xml, records = /entry"))
                .hasSize(1);
    }

    @Test
    void noElementOfXmlIsNoRecord() {
        assertThat(collected(xml("<title>empty</title>"), "format = xml, records = /entry"))
                .isEmpty();
    }

    @Test
    void anExternalEntityOfXmlIsNotRead() throws Exception {
        Path secret = java.nio.file.Files.writeString(directory.resolve("secret.txt"), "do not read this");
        String body = "<!DOCTYPE feed [<!ENTITY x SYSTEM \"%s\">]><feed><entry><id>&x;</id></entry></feed>"
                .formatted(secret.toUri());
        FailedItem lost = lost(
                Reply.bytes("application/xml", body.getBytes(StandardCharsets.UTF_8)),
                "format = xml, records = /entry");
        assertThat(lost.cause()).doesNotContain("do not read this");
    }

    private static Reply xml(String content) {
        return Reply.bytes("application/atom+xml", ("<feed>" + content + "</feed>").getBytes(StandardCharsets.UTF_8));
    }
}
