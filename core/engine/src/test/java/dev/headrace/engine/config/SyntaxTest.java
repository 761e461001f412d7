package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a = b & c        | 2 | the character '&' has a meaning here; put the text in double quotes.
                    a = @x           | 2 | the character '@' has a meaning here; put the text in double quotes.
                    a = "b           | 2 | a double quote is not closed on its line.
                    a = '''b         | 3 | a text in triple quotes is never closed.
                    a = "\\x"        | 2 | this is no escape; write \\\\ for a backslash in a text.
                    a = "\\u12x4"    | 2 | this is no escape; write \\\\ for a backslash in a text.
                    a = ${b          | 2 | a substitution ${ is not closed with }.
                    a = $b           | 2 | '$' starts a substitution ${NAME}; put a text with '$' in double quotes.
                    a { b = 1        | 3 | the file ends where a closing brace } or bracket ] is expected.
                    a = [1, 2        | 3 | the file ends where a closing brace } or bracket ] is expected.
                    a = 1 }          | 2 | this closing brace } closes nothing.
                    a                | 3 | '=' or '{' is missing after the name of an option.
                    a b 5 }          | 2 | '=' or '{' is missing after the name of an option.
                    a = ,            | 2 | a value is missing here.
                    a = [ , 5 ]      | 2 | a comma or the closing bracket ] of a list is missing here, or double quotes around a text.
                    a = 5 : 6        | 2 | a comma or a new line is missing here, or double quotes around a text.
                    = 5              | 2 | the name of an option is expected here.
                    include 5        | 2 | include takes a file name in double quotes.
                    a..b = 5         | 2 | this is not HOCON; look for a missing quote, brace or comma.
                    """)
    void aFileThatIsNoHoconSaysWhereAndWhatToDo(String line, int where, String advice) {
        String problems = new Loading(directory).problems("# first\n" + line.replace("'''", "\"\"\"") + "\n");

        assertThat(problems).isEqualTo("headrace.conf:" + where + ": " + advice);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ConfigFile.read(Path.of("nowhere.conf"), java.util.Map.of())))
                .hasMessage("nowhere.conf: cannot be read: there is no such file.");
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws Exception {
        Files.write(directory.resolve(Loading.FILE), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Loading(directory).parsed()))
                .hasMessageEndingWith("headrace.conf: cannot be read: it is not UTF-8 text.");
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        RunConfig config = new Loading(directory).load("\uFEFFconnectors { github { repositories = [] } }");

        assertThat(config.connectors()).containsKey("github");
    }

    @Test
    void jsonIsHoconToo() {
        RunConfig config =
                new Loading(directory).load("{\n\"connectors\": {\"github\": {\"repositories\": [\"a/b\"]}}\n}\n");

        assertThat(config.connectors().get("github").config().strings("repositories"))
                .containsExactly("a/b");
    }
}
