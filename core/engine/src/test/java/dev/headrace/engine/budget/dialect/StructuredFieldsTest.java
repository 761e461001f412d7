package dev.headrace.engine.budget.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.budget.dialect.BareItems.Bytes;
import dev.headrace.engine.budget.dialect.BareItems.Display;
import dev.headrace.engine.budget.dialect.BareItems.Token;
import dev.headrace.engine.budget.dialect.StructuredFields.Member;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredFieldsTest {
    @Test
    void eachTypeIsRead() throws Malformed {
        assertThat(value("42")).isEqualTo(42L);
        assertThat(value("-999999999999999")).isEqualTo(-999_999_999_999_999L);
        assertThat(value("4.125")).isEqualTo(new BigDecimal("4.125"));
        assertThat(value("\"a \\\"b\\\" \\\\\"")).isEqualTo("a \"b\" \\");
        assertThat(value("*a:/b")).isEqualTo(new Token("*a:/b"));
        assertThat(value(":aGVsbG8=:")).isEqualTo(new Bytes("aGVsbG8="));
        assertThat(value("?1")).isEqualTo(true);
        assertThat(value("?0")).isEqualTo(false);
        assertThat(value("@1748779200")).isEqualTo(Instant.parse("2025-06-01T12:00:00Z"));
        assertThat(value("%\"f%c3%bc\"")).isEqualTo(new Display("f\u00fc"));
    }

    private static Object value(String text) throws Malformed {
        return StructuredFields.item(text).value();
    }

    @Test
    void parametersBelongToTheirItemAndTheLastOfAKeyHolds() throws Malformed {
        List<Member> list = StructuredFields.list("\"a\";q=1;w;q=2 ,\t(1 2;x=y);z, c");
        assertThat(list)
                .containsExactly(
                        new Member("a", Map.of("q", 2L, "w", true)),
                        new Member(
                                List.of(new Member(1L, Map.of()), new Member(2L, Map.of("x", new Token("y")))),
                                Map.of("z", true)),
                        new Member(new Token("c"), Map.of()));
    }

    @Test
    void aDictionaryKeepsTheLastOfAKey() throws Malformed {
        Map<String, Member> members = StructuredFields.dictionary("limit=1, *x;a=1, limit=\"2\", b=(1 2)");
        assertThat(members).containsOnlyKeys("limit", "*x", "b");
        assertThat(members.get("limit")).isEqualTo(new Member("2", Map.of()));
        assertThat(members.get("*x")).isEqualTo(new Member(true, Map.of("a", 1L)));
    }

    @Test
    void anEmptyListHasNoMembers() throws Malformed {
        assertThat(StructuredFields.list("  ")).isEmpty();
        assertThat(StructuredFields.dictionary("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,",
                ",1",
                "1 2",
                "1;",
                "1;A=2",
                "1;=2",
                "\"a",
                "\"\\n\"",
                "\"\u00fc\"",
                "(1",
                "(1,2)",
                "(1;a2)b",
                "?2",
                "?",
                ":a*b:",
                ":abc",
                "1.",
                "1.1234",
                "1234567890123.1",
                "1000000000000000",
                "--1",
                "-",
                "@1.5",
                "%\"%C3%BC\"",
                "%\"%c3\"",
                "%\"%c\"",
                "%a",
                "=",
                "\u0661",
            })
    void whatIsMalformedIsRefusedAsAWhole(String text) {
        assertThatThrownBy(() -> StructuredFields.list(text)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"a=", "1=1", "A=1", "'a=1,'", "a=1 b=2"})
    void aMalformedDictionaryIsRefusedAsAWhole(String text) {
        assertThatThrownBy(() -> StructuredFields.dictionary(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void anEndlessListIsRefused() {
        assertThatThrownBy(() -> StructuredFields.list("1,".repeat(2_000) + "1"))
                .isInstanceOf(Malformed.class);
    }
}
