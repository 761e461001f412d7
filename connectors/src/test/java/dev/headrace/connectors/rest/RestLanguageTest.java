package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stream can say, each against an upstream that needs it. */
class RestLanguageTest {
    @TempDir
    private Path directory;

    private List<String> sent = List.of();

    private static String configuration(FakeUpstream upstream, String streams) {
        return "connectors.api { connector = rest, base-url = \"%s\"%n streams { %s } }%n"
                .formatted(upstream.uri(), streams);
    }

    /** The records of the stream {@code things} as JSON, after a whole run. */
    private List<String> things(FakeUpstreamBuilder builder, String streams) {
        try (FakeUpstream upstream = builder.start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, streams));
            sent = upstream.traffic().exchanges().stream()
                    .map(exchange -> exchange.request().method() + " "
                            + exchange.request().target()
                            + (exchange.request().bodyText().isEmpty()
                                    ? ""
                                    : " " + exchange.request().bodyText()))
                    .toList();
            return collector.records("api", "things").stream()
                    .map(JsonNode::toString)
                    .toList();
        }
    }

    private List<String> things(Responder things, String streams) {
        return things(FakeUpstream.builder().route("/things", things), streams);
    }

    private FailedItem loses(Responder things, String streams) {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/things", things).start()) {
            return new Collector(directory).runToOneFailure(configuration(upstream, streams));
        }
    }

    private static Responder json(String body) {
        return request -> Reply.json(body);
    }

    private static JsonNode body(ReceivedRequest request) {
        return JsonMapper.shared().readTree(request.body());
    }

    @Test
    void aSearchIsPostedAndItsCursorGoesIntoTheBody() {
        Responder search = request -> {
            long after = body(request).path("paging").path("after").asLong(0);
            String more = after < 2 ? ",\"next\":\"%d\"".formatted(after + 1) : "";
            return Reply.json("{\"items\":[{\"id\":%d}]%s}".formatted(after, more));
        };
        assertThat(things(search, """
                things {
                  path = "/things", records = /items
                  body { json = \"""{"q": "open", "limit": 1}\""" }
                  pagination { type = cursor, in = body, param = /paging/after, at = /next }
                }
                """)).containsExactly("{\"id\":0}", "{\"id\":1}", "{\"id\":2}");
        assertThat(sent.get(0)).isEqualTo("POST /things {\"q\":\"open\",\"limit\":1}");
        assertThat(sent.get(2)).isEqualTo("POST /things {\"q\":\"open\",\"limit\":1,\"paging\":{\"after\":\"2\"}}");
    }

    @Test
    void aFormIsPostedWithItsPageAndACursorGoesIntoAHeader() {
        assertThat(
                        things(
                                request -> Reply.json(request.bodyText().contains("page=2") ? "[]" : "[{\"id\":1}]"),
                                "things { path = \"/things\", body { form { q = \"a&b\" } }, pagination { type = page, in = body, param = page } }"))
                .hasSize(1);
        assertThat(sent).containsExactly("POST /things q=a%26b", "POST /things q=a%26b&page=2");
        assertThat(things(
                        request -> Reply.json(request.header("X-After").isPresent() ? "[]" : "[{\"id\":1}]"),
                        "things { path = \"/things\", pagination { type = keyset, in = header, param = X-After } }"))
                .hasSize(2);
        assertThat(sent).containsExactly("GET /things", "GET /things");
    }

    @Test
    void graphqlIsPagedByItsVariablesAndItsErrorsAreFailures() {
        Responder graph = request -> {
            JsonNode variables = body(request).path("variables");
            String page = variables.path("after").isString()
                    ? "{\"nodes\":[{\"id\":\"b\"}],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":\"2\"}}"
                    : "{\"nodes\":[{\"id\":\"a\"}],\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"1\"}}";
            return Reply.json("{\"data\":{\"things\":%s}}".formatted(page));
        };
        String stream = """
                things {
                  path = "/things", records = /data/things/nodes
                  body { graphql = "query($after: String) { things(after: $after) { nodes { id } } }", variables = \"""{"first": 1}\""" }
                  pagination {
                    type = cursor, in = body, param = /variables/after
                    at = /data/things/pageInfo/endCursor, more-at = /data/things/pageInfo/hasNextPage
                  }
                }
                """;
        assertThat(things(graph, stream)).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
        assertThat(loses(json("{\"data\":null,\"errors\":[{\"message\":\"no such field\"}]}"), stream)
                        .cause())
                .contains("it is 'graphql': /errors/0/message is no such field");
    }

    @Test
    void aMethodOfJsonRpcIsCalled() {
        String stream =
                "things { path = \"/things\", records = /result, body { rpc = list, params = \"{\\\"kind\\\":\\\"x\\\"}\" } }";
        assertThat(things(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"id\":1}]}"), stream))
                .hasSize(1);
        assertThat(sent)
                .containsExactly(
                        "POST /things {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"list\",\"params\":{\"kind\":\"x\"}}");
        assertThat(loses(json("{\"error\":{\"code\":-32601,\"message\":\"unknown method\"}}"), stream)
                        .cause())
                .contains("/error/message is unknown method");
    }

    @Test
    void fieldsOfGrandparentsReachPathsHeadersRecordsAndIds() {
        assertThat(things(
                        FakeUpstream.builder()
                                .route("/clubs", Reply.json("[{\"id\":\"c1\",\"name\":\"Mill\"}]"))
                                .route("/clubs/c1/teams", Reply.json("[{\"id\":7},{\"id\":8}]"))
                                .route(
                                        "/clubs/c1/teams/*",
                                        request -> Reply.json("[{\"n\":1,\"club\":\"%s\"}]"
                                                .formatted(
                                                        request.header("X-Club").orElse("none")))),
                        """
                        clubs { path = "/clubs" }
                        teams { path = "/clubs/{id}/teams", parent = clubs }
                        things {
                          path = "/clubs/{clubs.id}/teams/{id}", parent = teams, headers { X-Club = "{clubs.name}" }
                          id = "{clubs.id}/{teams.id}/{n}", add { team = "{teams.id}", of = "{clubs.name}-{n}" }
                        }
                        """))
                .containsExactlyInAnyOrder(
                        "{\"n\":1,\"club\":\"Mill\",\"of\":\"Mill-1\",\"team\":7}",
                        "{\"n\":1,\"club\":\"Mill\",\"of\":\"Mill-1\",\"team\":8}");
    }

    @Test
    void everyChildHasACursorOfItsOwn() {
        FakeUpstreamBuilder builder = FakeUpstream.builder()
                .route("/teams", Reply.json("[{\"id\":1},{\"id\":2}]"))
                .route("/teams/1", Reply.json("[{\"id\":\"x\",\"at\":\"2026-01-05\"}]"))
                .route("/teams/2", Reply.json("[{\"id\":\"y\",\"at\":\"2026-02-07\"}]"));
        String streams = """
                teams { path = "/teams" }
                things { path = "/teams/{id}", parent = teams, incremental { param = since, field = at } }
                """;
        things(builder, streams);
        assertThat(sent).containsExactlyInAnyOrder("GET /teams", "GET /teams/1", "GET /teams/2");
        things(builder, streams);
        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "GET /teams", "GET /teams/1?since=2026-01-05", "GET /teams/2?since=2026-02-07");
    }

    @Test
    void aFeedGoesOnWhereItStoppedAndACursorMayStandInAnyTemplate() {
        Responder feed = request -> request.query("since").isPresent()
                ? Reply.json("{\"results\":[],\"last_seq\":\"%s\"}"
                        .formatted(request.query("since").get()))
                : Reply.json("{\"results\":[{\"id\":1}],\"last_seq\":\"9-xyz\"}");
        String streams = """
                things { path = "/things", records = /results, params { q = "changed after {cursor}" }
                  incremental { param = since, at = /last_seq } }
                """;
        things(feed, streams);
        assertThat(sent).containsExactly("GET /things");
        things(feed, streams);
        assertThat(sent).containsExactly("GET /things?q=changed%20after%209-xyz&since=9-xyz");
    }

    @Test
    void recordsAreFoundThroughWildcardsAndKeepTheirKeys() {
        assertThat(things(
                        json(
                                "{\"data\":{\"b\":{\"items\":[{\"id\":1},{\"id\":2}]},\"a\":{\"items\":[{\"id\":3}]},\"c\":{}}}"),
                        "things { path = \"/things\", records = \"/data/*/items\" }"))
                .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        assertThat(things(
                        json("{\"rates\":{\"EUR\":{\"v\":1},\"CHF\":{\"v\":2}}}"),
                        "things { path = \"/things\", records = \"/rates/*\", key-field = id }"))
                .endsWith("{\"v\":1,\"id\":\"EUR\"}", "{\"v\":2,\"id\":\"CHF\"}");
    }

    @Test
    void valuesAndRowsBecomeRecords() {
        assertThat(things(json("{\"ids\":[5,6]}"), "things { path = \"/things\", records = /ids, id = value }"))
                .containsExactly("{\"value\":5}", "{\"value\":6}");
        assertThat(things(
                        json("[[\"name\",\"pop\"],[\"Aa\",10],[\"Bb\",20]]"),
                        "things { path = \"/things\", columns-at = \"/0\", id = name }"))
                .endsWith("{\"name\":\"Aa\",\"pop\":10}", "{\"name\":\"Bb\",\"pop\":20}");
        assertThat(things(
                        json("{\"cols\":[{\"name\":\"id\"},{\"name\":\"v\"}],\"rows\":[[1,null]]}"),
                        "things { path = \"/things\", records = /rows, columns-at = /cols }"))
                .endsWith("{\"id\":1,\"v\":null}");
        assertThat(loses(json("[[1,2]]"), "things { path = \"/things\", columns = [id] }")
                        .cause())
                .contains("a row has 2 values, but there are 1 columns: [id]");
    }

    @Test
    void aSingleRecordIsARecord() {
        assertThat(things(json("{\"me\":{\"id\":1}}"), "things { path = \"/things\", records = /me, single = true }"))
                .containsExactly("{\"id\":1}");
    }

    @Test
    void recordsAreFilteredCutAndDecoded() {
        assertThat(things(json("""
                                [{"id":1,"state":"open","text":"w6Ru\\nZGVybg==","deep":{"x":1},"more":2},
                                 {"id":2,"state":"closed"},{"id":3,"state":"open","draft":true}]
                                """), """
                        things {
                          path = "/things", only { state = open }, skip { draft = "true" }
                          base64 = [text], fields = [id, text, /deep/x]
                        }
                        """)).containsExactly("{\"id\":1,\"text\":\"ändern\",\"x\":1}");
        assertThat(things(json("[{\"id\":1,\"a\":2}]"), "things { path = \"/things\", drop = [a] }"))
                .endsWith("{\"id\":1}");
        assertThat(loses(json("[{\"id\":1,\"a\":\"=A=\"}]"), "things { path = \"/things\", base64 = [a] }")
                        .cause())
                .contains("the field 'a' is no base64");
    }

    @Test
    void anErrorWithinASuccessFailsIsTriedAgainOrMeansNothing() {
        String stream = "things { path = \"/things\", records = /items, failures.bad { %s } }";
        assertThat(loses(
                                json("{\"ok\":false,\"error\":\"invalid_auth\"}"),
                                stream.formatted("at = /ok, not = [\"true\"], message-at = /error"))
                        .cause())
                .contains("answered 200, but it is 'bad': /error is invalid_auth");
        assertThat(things(
                        Responder.sequence(
                                Reply.json("{\"error\":{\"code\":\"maxlag\"}}"),
                                Reply.json("{\"items\":[{\"id\":1}]}")),
                        stream.formatted("at = /error/code, equals = [maxlag], then = retry")))
                .hasSize(1);
        assertThat(things(
                        json("{\"error\":{\"code\":\"none\"}}"),
                        stream.formatted("at = /error/code, equals = [none], then = empty")))
                .hasSize(1);
    }

    @Test
    void aStatusMayMeanThatThereIsNothing() {
        Responder list = request -> request.query("page", 1) == 1
                ? Reply.json("[{\"id\":1}]")
                : Reply.text("past the end").withStatus(400);
        assertThat(things(
                        list,
                        "things { path = \"/things\", none-on = [400], pagination { type = page, param = page } }"))
                .hasSize(1);
        assertThat(things(
                        request -> Reply.status(204),
                        "things { path = \"/things\", pagination { type = page, param = page } }"))
                .hasSize(1);
        assertThat(things(json("{}"), "things { path = \"/things\", records = /items, missing = empty }"))
                .hasSize(1);
        assertThat(loses(request -> Reply.text("oops"), "things { path = \"/things\", none-on = [404] }")
                        .cause())
                .contains("answered 200 with what is no JSON");
    }

    @Test
    void theEndIsWhatTheStopRulesSay() {
        assertThat(things(json("{\"items\":[{\"id\":1}],\"cursor\":\"same\"}"), """
                        things { path = "/things", records = /items
                          pagination { type = cursor, param = c, at = /cursor, stop = [same-cursor] } }
                        """))
                .hasSize(2);
        assertThat(sent).hasSize(2);
        assertThat(
                        things(
                                request -> Reply.json("{\"items\":[{\"id\":\"p%1$d\"}],\"done\":%2$s}"
                                        .formatted(request.query("p", 1), request.query("p", 1) > 2)),
                                "things { path = \"/things\", records = /items, pagination { type = page, param = p, done-at = /done } }"))
                .hasSizeGreaterThan(2);
        assertThat(sent).hasSize(3);
    }

    @Test
    void aListThatTheUpstreamCutsOffIsNotTakenForComplete() {
        FailedItem lost = loses(
                request -> Reply.json("[{\"id\":%d}]".formatted(request.query("p", 1))),
                "things { path = \"/things\", pagination { type = page, param = p, max-pages = 3 } }");
        assertThat(lost.cause()).contains("goes on after the 3 pages that the upstream gives of one list");
        assertThat(new Collector(directory).records("api", "things")).hasSize(3);
    }

    @Test
    void csvMayHaveAnotherSeparator() {
        assertThat(things(
                        request -> Reply.bytes(
                                "text/csv", "id;name\n1;a,b\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "things { path = \"/things\", format = csv, separator = \";\" }"))
                .containsExactly("{\"id\":\"1\",\"name\":\"a,b\"}");
    }
}
