package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connectors.rest.Reference.Kind;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
    private static final Vocabulary ALL =
            new Vocabulary(Optional.of("teams"), List.of("teams", "clubs"), EnumSet.allOf(Kind.class));
    private static final Instant NOW = Instant.parse("2026-03-01T12:30:15.123Z");

    private static Known known(String record) {
        return Known.of(WorkItem.of("any").with("clubs.name", "\"FC Mühle\""))
                .and("teams", JsonMapper.shared().readTree(record))
                .at(NOW)
                .since(Optional.of("1772366400"))
                .within(new Window(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        Duration.ofMillis(1)));
    }

    private static String fill(String template, Encoding encoding) {
        return Template.parse(template, ALL)
                .fill(
                        known("{\"id\":\"a b/c\",\"n\":7,\"deep\":{\"x\":\"Y\"},\"dots\":\"..\",\"line\":\"a\\nb\"}"),
                        encoding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "/teams/{id}/members!/teams/a%20b%2Fc/members",
                "/teams/{id|path}!/teams/a%20b/c",
                "{id|raw}!a b/c",
                "{/deep/x|lower}-{n}!y-7",
                "{teams.n}{{{n}}}!7{7}",
                "{clubs.name}!FC%20M%C3%BChle",
                "{clubs.name|0:2|upper}!FC",
                "{clubs.name|3:}!M%C3%BChle",
            })
    void aPathHasItsValuesEncoded(String template, String path) {
        assertThat(fill(template, Encoding.PATH)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{now};2026-03-01T12:30:15Z",
                "{now-30d|date};2026-01-30",
                "{now + 12h|epoch};1772411415",
                "{cursor};1772366400",
                "{cursor|iso};2026-03-01T12:00:00Z",
                "{cursor-10m|epoch-millis};1772365800000",
                "{window.from|yyyy-MM-dd'T'HH:mm:ss.SSS};2026-01-01T00:00:00.000",
                "{window.to|yyyyMMddHHmm};202601312359",
            })
    void timesTakeTheFormThatIsAskedFor(String template, String expected) {
        assertThat(fill(template, Encoding.NONE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a, 1/a", "ab, 2/ab", "abc, 3/a/abc", "serde, se/rd/serde"})
    void theIndexOfARegistryIsSharded(String name, String path) {
        Known known = Known.NOTHING.and(
                "teams", JsonMapper.shared().createObjectNode().put("name", name));
        assertThat(Template.parse("{name|sharded}", ALL).fill(known, Encoding.PATH))
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/{id;the brace at position 1 of '/{id' is not closed",
                "{};there is nothing in the braces",
                "{club.name};'{club.name}' stands for nothing here; there is {cursor}, {now}, {window.from}, {window.to}, {teams.FIELD}",
                "{id|shout};there is no filter 'shout'",
                "{now-3weeks};'-3weeks' is no span of time",
                "{now|yyyy-BB};'yyyy-BB' is no form of a time",
            })
    void whatIsWrongIsToldWithWhatThereIs(String template, String message) {
        assertThatThrownBy(() -> Template.parse(template, ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aValueCannotLeadOutOfItsPath() {
        assertThatThrownBy(() -> fill("/teams/{dots}/x", Encoding.PATH))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("would lead to another path");
    }

    @Test
    void aValueCannotAddAHeaderField() {
        assertThatThrownBy(() -> fill("{line}", Encoding.HEADER))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("no header field may");
    }

    @Test
    void aValueCannotBreakJson() {
        Known known = Known.NOTHING.and(
                "teams",
                JsonMapper.shared().createObjectNode().put("id", "\"},{").put("n", 7));
        JsonBody body = JsonBody.parse("{\"a\":\"{id}\",\"b\":[\"{n}\",\"<{n}>\"],\"c\":true}", ALL);
        assertThat(body.fill(known)).isEqualTo("{\"a\":\"\\\"},{\",\"b\":[7,\"<7>\"],\"c\":true}");
    }

    @Test
    void aValueGoesToItsPlaceInJsonAndKeepsTheTypeThatStoodThere() {
        JsonBody body = JsonBody.parse("{\"from\":0,\"filter\":{\"q\":\"x\"}}", ALL);
        String filled = body.fill(Known.NOTHING);
        assertThat(body.put(filled, new Place(Place.In.BODY, "/from", false), "20"))
                .isEqualTo("{\"from\":20,\"filter\":{\"q\":\"x\"}}");
        assertThat(body.put(filled, new Place(Place.In.BODY, "/page/after", false), "20"))
                .isEqualTo("{\"from\":0,\"filter\":{\"q\":\"x\"},\"page\":{\"after\":\"20\"}}");
    }
}
