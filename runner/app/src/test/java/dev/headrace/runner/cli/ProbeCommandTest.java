package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.wiring.CommandFactory;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed is valid, and collects what there is. */
class ProbeCommandTest {
    private static final int ALL = 25;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return HeadraceCommand.commandLine(new CommandFactory())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String proposed(FakeUpstream upstream, String path) {
        assertThat(execute("probe", upstream.uri() + path)).as(err.toString()).isZero();
        return out.toString();
    }

    /** How many records a run with the proposal collects. */
    private long collects(String proposal) {
        try {
            Path file = Files.writeString(directory.resolve("proposal.conf"), proposal);
            try (Engine engine = Engine.load(file, Map.of(), ProbeCommandTest.class.getClassLoader())) {
                RunReport report = engine.collect(fatal -> {})
                        .report()
                        .toCompletableFuture()
                        .join();
                assertThat(report.failed()).isEmpty();
                return report.records();
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String records(long after, int most) {
        return IntStream.rangeClosed((int) after + 1, (int) Math.min(ALL, after + most))
                .mapToObj("{\"id\":%1$d,\"name\":\"n\",\"updated_at\":\"2026-01-01\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static FakeUpstream answering(Responder list) {
        return FakeUpstream.builder().route("/v1/rivers", list).start();
    }

    @Test
    void aListWithLinksIsFollowedToItsSecondPage() {
        Responder list = request -> {
            long page = request.query("page", 1);
            Reply reply = Reply.json(records((page - 1) * 10, 10)).withHeader("ETag", "\"" + page + "\"");
            String next = "<%s>; rel=\"next\"".formatted(request.absolute("/v1/rivers?page=" + (page + 1)));
            return page < 3 ? reply.withHeader("Link", next) : reply;
        };
        try (FakeUpstream upstream = answering(list)) {
            String proposal = proposed(upstream, "/v1/rivers");
            assertThat(proposal)
                    .contains("streams.rivers {", "pagination { type = link }")
                    .doesNotContain("conditional")
                    .contains("# The second page was fetched, and has 10 other records.")
                    .contains("# incremental { param = since, field = updated_at }");
            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(collects(proposal)).isEqualTo(ALL);
        }
    }

    private static Reply cursors(ReceivedRequest request) {
        long after = request.query("cursor", 0);
        String next = after + 10 < ALL ? "\"%d\"".formatted(after + 10) : "null";
        return Reply.json("{\"data\":{\"items\":%s,\"tags\":[{\"x\":1}]},\"next_cursor\":%s,\"has_more\":%s}"
                        .formatted(records(after, 10), next, after + 10 < ALL))
                .withHeader("RateLimit-Policy", "100;w=60");
    }

    @Test
    void aCursorIsSeenAndTheNameOfItsParameterIsNotSure() {
        try (FakeUpstream upstream = answering(ProbeCommandTest::cursors)) {
            String proposal = proposed(upstream, "/v1/rivers");
            assertThat(proposal)
                    .contains("records = \"/data/items\"", "# There are other lists: /data/tags")
                    .contains("# unsure: the name of the parameter is a guess")
                    .contains("limit { permits = 100, per = 60s, concurrency = 4 }")
                    .contains("type = cursor, param = cursor, at = \"/next_cursor\", more-at = \"/has_more\"");
            assertThat(collects(proposal)).isEqualTo(ALL);
        }
    }

    @Test
    void anOffsetInTheAddressIsCountedUp() {
        Responder list = request -> Reply.json("{\"total\":%d,\"list\":%s}"
                .formatted(ALL, records(request.query("offset", 0), 10).replace("\"id\"", "\"river_id\"")));
        try (FakeUpstream upstream = answering(list)) {
            String proposal = proposed(upstream, "/v1/rivers?offset=0&q=a%20b");
            assertThat(proposal)
                    .contains("path = \"/v1/rivers?offset=0&q=a%20b\"")
                    .contains("type = offset, param = offset, size = 10, total-records = \"/total\"")
                    .contains("# unsure: is this what a record is known by?", "id = \"river_id\"");
            assertThat(collects(proposal)).isEqualTo(ALL);
        }
    }

    @Test
    void pagesInTheAddressThatAreCountedFromZeroAreAllCollected() {
        Responder list = request -> Reply.json("{\"pages\":%d,\"list\":%s}"
                .formatted((ALL + 9) / 10, records(request.query("page", 0) * 10, 10)));
        try (FakeUpstream upstream = answering(list)) {
            String proposal = proposed(upstream, "/v1/rivers?page=0");
            assertThat(proposal).contains("type = page, param = page, first = 0, size = 10, total-pages = \"/pages\"");
            assertThat(collects(proposal)).isEqualTo(ALL);
        }
    }

    @Test
    void xmlCsvAndSingleRecordsAreToldApart() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/feed",
                        bytes(
                                "application/atom+xml",
                                "<feed><title>t</title><entry><id>1</id></entry><entry><id>2</id></entry></feed>"))
                .route("/table", bytes("text/csv", "code;name\n1;a\n2;b\n3;c\n"))
                .route("/one", Reply.json("{\"id\":7}"))
                .start()) {
            assertThat(collects(proposed(upstream, "/feed"))).isEqualTo(2);
            out.getBuffer().setLength(0);
            assertThat(collects(proposed(upstream, "/table"))).isEqualTo(3);
            out.getBuffer().setLength(0);
            assertThat(collects(proposed(upstream, "/one"))).isEqualTo(1);
            assertThat(out.toString()).contains("# unsure: no list was seen");
        }
    }

    private static Reply bytes(String type, String body) {
        return Reply.bytes(type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRefusalIsToldAndNotGuessedAround() {
        Responder refusing =
                request -> Reply.json("{}").withStatus(401).withHeader("WWW-Authenticate", "Bearer realm=x");
        try (FakeUpstream upstream = answering(refusing)) {
            assertThat(proposed(upstream, "/v1/rivers"))
                    .contains("# It asks for credentials: Bearer realm=x", "# unsure: it answered 401");
        }
    }

    @Test
    void anAddressThatIsNoneIsWrongUsageAndOneWithoutAnAnswerIsAFailure() {
        assertThat(execute("probe", "rivers.example")).isEqualTo(2);
        assertThat(err.toString()).contains("'rivers.example' is no address");
        FakeUpstream gone = FakeUpstream.answering(Reply.json("[]"));
        String address = gone.uri().toString();
        gone.close();
        assertThat(execute("probe", address + "/x")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing was fetched from " + address);
    }
}
