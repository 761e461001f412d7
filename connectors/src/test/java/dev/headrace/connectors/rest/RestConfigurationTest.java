package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestConfigurationTest {
    @TempDir
    private Path directory;

    /** The problems of an instance; what is given begins at line 2. */
    private List<String> problems(String more) {
        return new Collector(directory)
                .problems("connectors.api { connector = rest, base-url = \"http://localhost\"\n" + more + "\n}\n");
    }

    @Test
    void nothingIsWrongWithTheSmallestOne() {
        assertThat(problems("streams.things { path = \"/things\" }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bearer, token",
        "basic, user;password",
        "header, name;key",
        "query, name;key",
        "oauth2, token-url;client-id;client-secret",
        "session, user;password"
    })
    void everyWayToAuthenticateNamesAllThatItNeeds(String type, String needed) {
        List<String> problems = problems("auth { type = %s }%nstreams.things { path = \"/things\" }".formatted(type));
        assertThat(problems).hasSize(needed.split(";", -1).length);
        for (String key : needed.split(";", -1)) {
            assertThat(problems)
                    .anyMatch(problem -> problem.startsWith("headrace.conf:2: connectors.api.auth." + key + ": ")
                            && problem.endsWith("is needed for type = " + type));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type = next-url | at | is needed for type = next-url",
                "type = links | at | is needed for type = links",
                "type = page | param | is needed for type = page",
                "type = offset, param = o | size | is needed for type = offset, at least 1",
                "type = offset, size = 10 | param | is needed for type = offset",
                "type = cursor, at = \"/next\" | param | is needed for type = cursor",
                "type = cursor, param = c | at | is needed for type = cursor",
                "type = constant-cursor, param = c | at | is needed for type = constant-cursor",
                "type = keyset | param | is needed for type = keyset",
                "type = continue | at | is needed for type = continue",
                "type = page, param = p, total-records = \"/t\" | size | is needed with total-records, at least 1",
                "type = next-url, at = next | at | 'next' is not a JSON Pointer: it must be empty or begin with '/'",
                "type = page, param = p, total-pages = pages | total-pages | 'pages' is not a JSON Pointer: it must be empty or"
                        + " begin with '/'",
                "type = page, param = p, size = 10, total-records = t | total-records | 't' is not a JSON Pointer: it must be"
                        + " empty or begin with '/'",
            })
    void everyWayOfPagingNamesWhatItNeeds(String pagination, String key, String message) {
        assertThat(problems("streams.things {%n path = \"/things\"%n pagination { %s }%n}".formatted(pagination)))
                .singleElement()
                .isEqualTo("headrace.conf:4: connectors.api.streams.things.pagination.%s: %s".formatted(key, message));
    }

    @Test
    void aPointerToTheRecordsBeginsWithASlash() {
        assertThat(problems("streams.things { path = \"/things\", records = data.items }"))
                .containsExactly(
                        "headrace.conf:2: connectors.api.streams.things.records: 'data.items' is not a JSON Pointer:"
                                + " it must be empty or begin with '/'");
    }

    @Test
    void anUnknownParentIsNamedWithThoseThatThereAre() {
        assertThat(problems("streams.a { path = \"/a\" }\nstreams.b { path = \"/b\", parent = aa }"))
                .containsExactly(
                        "headrace.conf:3: connectors.api.streams.b.parent: there is no stream 'aa', but [a, b]");
    }

    @Test
    void parentsThatGoInACircleAreNamed() {
        assertThat(problems("streams.a { path = \"/a\", parent = b }\nstreams.b { path = \"/b\", parent = a }"))
                .containsExactly(
                        "headrace.conf:2: connectors.api.streams.a.parent: the streams [a, b] are parents of each other",
                        "headrace.conf:3: connectors.api.streams.b.parent: the streams [b, a] are parents of each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "path = \"/{id}\" | path | '{id}' stands for nothing here; there is {now}.",
                "path = a, body { json = \"{\" } | body.json | is no JSON: ",
                "path = a, body { json = \"{}\", text = x } | body.text | a body is one of ",
                "path = a, body { graphql = \"{ x }\", variables = \"[\" } | body.variables | is no JSON: ",
                "path = a, records = \"/a*/b\" | records | '/a*/b': a '*' stands for a whole name",
                "path = a, key-field = k | key-field | needs a '*' in 'records'",
                "path = a, none-on = [404, many] | none-on | 'many' is no status of HTTP",
                "path = a, incremental { param = s } | incremental.field | one of 'field' and 'at' says",
                "path = \"/{cursor}\", incremental { field = f } | incremental.initial | is needed for the first run",
                "path = a, windows { from = soon, size = 1d } | windows.from | 'soon' is no time",
                "path = a, windows { from = \"2026-01-01\", size = 1d, split { above = 5 } } | windows.split.total-at | 'above' and",
                "path = a, pagination { type = page, param = p, stop = [shortpage] } | pagination.stop | 'shortpage' ends nothing",
                "path = a, pagination { type = page, param = p, stop = [short-page] } | pagination.size | is needed with stop",
                "path = a, pagination { type = page, param = p, in = body } | pagination.in | there is no body of JSON",
                "path = a, failures.x { at = /ok, equals = [a], not = [b] } | failures.x.not | 'equals' and 'not' say the same",
                "path = a, stream = true, failures.x { at = /error } | failures | is looked for in the whole answer",
                "path = a, stream = true, incremental { at = /last } | incremental.at | is looked for in the whole answer",
                "path = a, stream = true, columns = [a] | columns | is looked for in the whole answer",
                "path = a, conditional = true, pagination { type = link } | conditional | that the first page is the same",
                "path = a, separator = tab | separator | must be one character, was 'tab'",
                "path = a, id = \"{x.y}\" | id | '{x.y}' stands for nothing here",
            })
    void whatAStreamSaysIsCheckedWhereItStands(String stream, String key, String message) {
        assertThat(problems("streams.things { %s }".formatted(stream)))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("headrace.conf:2: connectors.api.streams.things.%s: %s".formatted(key, message)));
    }

    @Test
    void noStreamIsAProblem() {
        assertThat(problems("streams {}"))
                .containsExactly("headrace.conf:2: connectors.api.streams: needs at least one stream");
    }

    @Test
    void halfAWindowOfALimitIsAProblem() {
        assertThat(problems("limit { permits = 5 }\nstreams.a { path = \"/a\" }"))
                .containsExactly("headrace.conf:2: connectors.api.limit.per: 'permits' and 'per' go together");
    }

    @Test
    void aLimitThatAllowsNothingIsAProblem() {
        assertThat(problems("limit { permits = 0, per = 1s }\nstreams.a { path = \"/a\" }"))
                .singleElement()
                .asString()
                .startsWith("headrace.conf:2: connectors.api.limit: ")
                .contains("0");
    }

    @Test
    void aWrongKindOfPagingIsNamedWithANearMiss() {
        assertThat(problems("streams.a { path = \"/a\", pagination { type = ofset } }"))
                .singleElement()
                .asString()
                .startsWith("headrace.conf:2: connectors.api.streams.a.pagination.type: ")
                .contains("offset");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problems("""
                        auth { type = bearer }
                        limit { per = 1s }
                        streams.a { path = "/a", records = items }
                        streams.b { path = "/b", parent = c, pagination { type = offset } }
                        """))
                .extracting(problem -> problem.replaceAll("^headrace.conf:(\\d): connectors.api.([^ :]+):.*", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "2 auth.token",
                        "3 limit.permits",
                        "4 streams.a.records",
                        "5 streams.b.parent",
                        "5 streams.b.pagination.param",
                        "5 streams.b.pagination.size");
    }
}
