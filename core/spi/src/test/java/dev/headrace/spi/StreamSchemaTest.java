package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StreamSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final StreamSchema HITS = StreamSchema.of("One hit")
            .id("{/_index}/{/_id}")
            .field("/_id", FieldType.STRING, "Its own")
            .optional("/at/time", FieldType.TIME, "When");

    private static List<String> problems(String id, String data) {
        return HITS.problems(new CollectedRecord("hits", id, JSON.readTree(data)));
    }

    @Test
    void aRecordThatIsAsDocumentedHasNoProblem() {
        assertThat(problems("mills/1", "{\"_index\":\"mills\",\"_id\":\"1\"}")).isEmpty();
        assertThat(problems("mills/1", "{\"_index\":\"mills\",\"_id\":\"1\",\"at\":{\"time\":null}}"))
                .isEmpty();
        assertThat(problems("7/1", "{\"_index\":7,\"_id\":\"1\",\"at\":{\"time\":\"2026-01-31T08:00:00\"}}"))
                .isEmpty();
    }

    @Test
    void everyDifferenceIsASentence() {
        assertThat(problems("1", "{\"_index\":\"mills\",\"_id\":1,\"at\":{\"time\":\"noon\"}}"))
                .containsExactly(
                        "hits 1: the id is documented as {/_index}/{/_id}, which is mills/1 here",
                        "hits 1: /_id is 1, and is documented as string",
                        "hits 1: /at/time is \"noon\", and is documented as time or none");
        assertThat(problems("1", "{}"))
                .containsExactly(
                        "hits 1: the id is documented as {/_index}/{/_id}, which is not there here",
                        "hits 1: /_id is not there, and is documented as string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STRING | \"a\" | 1",
                "INTEGER | 1 | 1.0",
                "NUMBER | 1.0 | \"1\"",
                "BOOLEAN | true | \"true\"",
                "TIME | \"2026-01-31T08:00:00.5+01:00\" | \"2026-01-31\"",
                "OBJECT | {} | []",
                "ARRAY | [] | {}"
            })
    void aTypeTakesItsOwnValuesAndNeitherOthersNorNone(FieldType type, String own, String other) {
        assertThat(type.accepts(JSON.readTree(own))).isTrue();
        assertThat(type.accepts(JSON.readTree(other))).isFalse();
        assertThat(type.accepts(JSON.nullNode())).isFalse();
        assertThat(type.accepts(JSON.missingNode())).isFalse();
    }

    @Test
    void whatIsNoPointerIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HITS.field("number", FieldType.INTEGER, ""))
                .withMessage("the field 'number' is no JSON pointer below the record: write /number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HITS.optional("/_id", FieldType.STRING, ""))
                .withMessage("the field '/_id' is documented twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HITS.id("_id"))
                .withMessageContaining("has no pointer in braces");
    }
}
