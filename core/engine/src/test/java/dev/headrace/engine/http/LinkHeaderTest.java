package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {
    private static final URI CONTEXT = URI.create("https://api.example/v4/items?page=1");

    private static Optional<URI> next(String... lines) {
        return LinkHeader.find(List.of(lines), "next", CONTEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<https://api.example/v4/items?page=2>; rel=\"next\"       | https://api.example/v4/items?page=2",
                "<https://api.example/x>;rel=next                          | https://api.example/x",
                "<?page=2>; rel=\"next\"                                   | https://api.example/v4/items?page=2",
                "</v4/items?page=2>; rel=\"next\"                          | https://api.example/v4/items?page=2",
                "<https://a/1>; rel=\"prev\", <https://a/2>; rel=\"next\"  | https://a/2",
                "<https://a/1>; rel=prev,<https://a/2>; rel=next           | https://a/2",
                "<https://a/2>; rel=\"last next\"                          | https://a/2",
                "<https://a/2>; REL=\"NEXT\"                               | https://a/2",
                "<https://a/2>; title=\"a, <b>; rel=x\"; rel=\"next\"      | https://a/2",
                "<https://a/2>; title=\"a \\\" b\"; rel=\"next\"           | https://a/2",
                "<https://a/2>; results=\"true\"; rel = \"next\"           | https://a/2",
                "<https://a/p,q;r=1>; rel=\"next\"                         | https://a/p,q;r=1",
                "<https://a/2>; rel=\"next\"; rel=\"prev\"                 | https://a/2",
                "<https://a/a b{c}>; rel=\"next\"                          | https://a/a%20b%7Bc%7D",
                "<https://a/2>; anchor=\"?page=1\"; rel=\"next\"           | https://a/2",
                "<https://a/2#part>; rel=\"next\"                          | https://a/2",
            })
    void aLinkIsFound(String line, String expected) {
        assertThat(next(line)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://a/2; rel=next",
                "<https://a/2",
                "<https://a/2>",
                "<https://a/2>; rel=",
                "<https://a/2>; rel=\"prev\"; rel=\"next\"",
                "<https://a/2>; anchor=\"https://other/\"; rel=\"next\"",
                "<https://a/2>; rel=nextpage",
                "<https://a/2>; rel=\"prev",
                "<https://a/%zz>; rel=next",
                "<>; rel=\"self\"",
                ";;;,,,===\"\"\"",
            })
    void whatIsNoNextLinkIsPassedOver(String line) {
        assertThat(next(line)).isEmpty();
    }

    @Test
    void aLinkInALaterLineCounts() {
        assertThat(next("<https://a/1>; rel=prev", "broken", "<https://a/2>; rel=next"))
                .contains(URI.create("https://a/2"));
    }

    @Test
    void theFirstOfSeveralCounts() {
        assertThat(next("<https://a/1>; rel=next, <https://a/2>; rel=next")).contains(URI.create("https://a/1"));
    }
}
