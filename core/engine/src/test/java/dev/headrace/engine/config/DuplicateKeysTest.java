package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.headrace.spi.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\nb { a = 1 }\n c.a = 1",
                "a = 1\na = ${?A}",
                "a = [1]\na += 2\na += 3",
                "a { x = 1 }\na { y = 2 }\na.z = 3",
                "a = ${?x} { x = 1 }\nb = {x = 1} {y = 2}",
                "a = [{ x = 1, y = 2 }, { x = 1 }, [ { x = 1 } ]] # a = 5\n// a = 6",
                "a = \"\"\"\n b = 1\n b = 2 \"quoted\" \"\"\"\nb = 1",
                "a = \"b = 1, b = 2 } # \\\" b = 3\"\nb = 1",
                "include \"nowhere\"\ninclude file(\"nowhere\")",
                "a = 1 # a = 2 }\n, b = 2,",
                "\"a.b\" = 1\na.b = 2",
                "a = x // a\nb : { c : [\n1\n2\n], d = \"[\" }, e = 2",
                "a\n{ b = 1 }\nc { b = 2 }",
                "{ a = 1 }",
                "",
            })
    void whatIsGivenOnceIsNoProblem(String text) {
        Problems problems = new Problems();
        DuplicateKeys.report(text, ConfigFactory.parseString(text), "x.conf", problems);

        problems.throwIfAny();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.y = 1\n\nx.y = 2",
                "x { y = 1 }\n\nx { y = 2 }",
                "x.y : [1]\n# y\nx { y : [2] }",
                "{ x = {\n y = ${?Z}\n y = 1 } }",
                "x.y = 1\n\n\"x\".\"y\" = 2\nz = 3",
                "x { z = {}, y = \"}\"\n\n y = 6 }",
            })
    void whatIsGivenTwiceIsReportedWithBothLines(String text) {
        Problems problems = new Problems();
        DuplicateKeys.report(text, ConfigFactory.parseString(text), "x.conf", problems);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(problems::throwIfAny))
                .isInstanceOf(ConfigException.class)
                .message()
                .matches(
                        "x\\.conf:3: x\\.y: is given twice; the value on line [12] would be ignored: remove one of them\\.");
    }

    @Test
    void aListOfOneLineFollowedByAnotherOptionEndsThere() {
        String text = "a = [x, \"]\", { b = 1 }], b = 2\nb = 3";
        Problems problems = new Problems();
        DuplicateKeys.report(text, ConfigFactory.parseString(text), "x.conf", problems);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(problems::throwIfAny))
                .hasMessage("x.conf:2: b: is given twice; the value on line 1 would be ignored: remove one of them.");
    }
}
