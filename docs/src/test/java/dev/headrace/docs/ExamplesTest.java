package dev.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the pages do what the pages say. */
class ExamplesTest {
    @TempDir
    private Path directory;

    @Test
    void theSmallestConnectorCollectsItsList() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/gauges", Reply.json("{\"items\":[{\"id\":1,\"cm\":212},{\"id\":2,\"cm\":87}]}"))
                .start()) {
            Workplace workplace = new Workplace(directory, connector("levels", upstream, ""));

            assertComplete(workplace.run());

            assertThat(workplace.lines("levels", "gauges"))
                    .containsExactly("{\"id\":1,\"cm\":212}", "{\"id\":2,\"cm\":87}");
        }
    }

    @Test
    void theIncrementalConnectorFollowsPagesWithItsTokenAndAsksForNewsOnly() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .requireBearer(Workplace.TOKEN)
                .route("/orders", ExamplesTest::orders)
                .start()) {
            Workplace workplace = new Workplace(directory, connector("orders", upstream, "token = ${?SHOP_TOKEN}"));

            assertComplete(workplace.run());
            assertComplete(workplace.run());

            assertThat(workplace.lines("orders", "orders")).containsExactly(order(1), order(2), order(3), order(4));
            assertThat(targets(upstream))
                    .containsExactly("/orders", "/orders?page=2", "/orders?since=2025-01-03T00%3A00%3A00Z");
        }
    }

    /** Two pages, and afterwards one order that is new. */
    private static Reply orders(ReceivedRequest request) {
        if (request.query("since").isPresent()) {
            return Reply.json("[" + order(4) + "]");
        }
        return request.query("page").isPresent()
                ? Reply.json("[" + order(3) + "]")
                : Reply.json("[" + order(1) + "," + order(2) + "]")
                        .withHeader("Link", "</orders?page=2>; rel=\"next\"");
    }

    @Test
    void aScopedConnectorFollowsTopicsToTheirPosts() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/boards/rust/topics", Reply.json("[{\"id\":7,\"active_at\":\"2025-02-01\"}]"))
                .route("/topics/7/posts", Reply.json("[{\"id\":70},{\"id\":71}]"))
                .start()) {
            Workplace workplace = new Workplace(directory, connector("forum", upstream, "boards = [rust]"));

            assertComplete(workplace.run());
            assertComplete(workplace.run());

            assertThat(workplace.lines("forum", "posts")).startsWith("{\"id\":70}", "{\"id\":71}");
            assertThat(targets(upstream)).contains("/boards/rust/topics?active_since=2025-02-01");
        }
    }

    @Test
    void theRestExampleOfTheReadmeCollectsPagesWithItsTokenAndThenNewsOnly() {
        Guide.Block example = restExample();
        assertThat(example.lines()).isLessThanOrEqualTo(25);
        try (FakeUpstream upstream = FakeUpstream.builder()
                .requireBearer(Workplace.TOKEN)
                .route("/v1/orders", ExamplesTest::cursorPage)
                .start()) {
            String configuration = example.code()
                    .replace("https://api.shop.example", upstream.uri().toString());
            Workplace workplace = new Workplace(directory, configuration);

            assertComplete(workplace.run());
            assertComplete(workplace.run());

            assertThat(workplace.lines("shop", "orders")).containsExactly(order(1), order(2));
            assertThat(targets(upstream))
                    .containsExactly(
                            "/v1/orders?status=any",
                            "/v1/orders?status=any&cursor=p2",
                            "/v1/orders?status=any&updated_since=2025-01-02T00%3A00%3A00Z");
        }
    }

    private static Reply cursorPage(ReceivedRequest request) {
        if (request.query("updated_since").isPresent()) {
            return Reply.json("{\"data\":[],\"next_cursor\":null}");
        }
        return request.query("cursor").isPresent()
                ? Reply.json("{\"data\":[" + order(2) + "],\"next_cursor\":null}")
                : Reply.json("{\"data\":[" + order(1) + "],\"next_cursor\":\"p2\"}");
    }

    private static Guide.Block restExample() {
        return Guide.blocks("hocon").stream()
                .filter(block -> block.page().endsWith("README.md"))
                .findFirst()
                .orElseThrow();
    }

    private static String connector(String name, FakeUpstream upstream, String options) {
        return "connectors { %s { base-url = \"%s\", %s } }".formatted(name, upstream.uri(), options);
    }

    private static String order(int number) {
        return "{\"id\":%d,\"updated_at\":\"2025-01-0%dT00:00:00Z\"}".formatted(number, number);
    }

    private static List<String> targets(FakeUpstream upstream) {
        return upstream.traffic().exchanges().stream()
                .map(exchange -> exchange.request().target())
                .toList();
    }

    private static void assertComplete(RunReport report) {
        assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.COMPLETE);
    }
}
