package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestPaginationTest {
    @TempDir
    private Path directory;

    private FakeUpstream upstream;

    /** Every record exactly once, with so many requests. */
    private void collects(String pagination, String records, int requests, Responder list) {
        try (FakeUpstream started = FakeUpstream.builder().route("/list", list).start()) {
            upstream = started;
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(pagination, records));
            assertThat(collector.numbers("api", "numbers", "id")).isEqualTo(Numbers.ids());
            assertThat(started.traffic().requests()).isEqualTo(requests);
        }
    }

    private FailedItem loses(String pagination, String records, Responder list) {
        try (FakeUpstream started = FakeUpstream.builder().route("/list", list).start()) {
            upstream = started;
            return new Collector(directory).runToOneFailure(configuration(pagination, records));
        }
    }

    private String configuration(String pagination, String records) {
        return """
                connectors.api {
                  connector = rest, base-url = "%s"
                  streams.numbers { path = "/list", records = "%s", pagination { %s } }
                }
                """.formatted(upstream.uri(), records, pagination);
    }

    private static Reply items(String items, String more) {
        return Reply.json("{\"items\":%s%s}".formatted(items, more));
    }

    private static long page(ReceivedRequest request) {
        return request.query("page", 1);
    }

    private static Reply linked(ReceivedRequest request) {
        Reply page = Reply.json(Numbers.numbered(request, 1));
        String next = "<%s>; rel=\"next\"".formatted(request.absolute("/list?page=" + (page(request) + 1)));
        return page(request) < Numbers.PAGES ? page.withHeader("Link", next) : page;
    }

    @Test
    void linkHeadersAreFollowed() {
        collects("type = link", "", 3, RestPaginationTest::linked);
    }

    @Test
    void aRelativeNextUrlIsFollowed() {
        collects("type = next-url, at = \"/paging/next\"", "/items", 3, request -> {
            String next = page(request) < Numbers.PAGES ? "\"list?page=" + (page(request) + 1) + "\"" : "null";
            return items(Numbers.numbered(request, 1), ",\"paging\":{\"next\":%s}".formatted(next));
        });
    }

    @Test
    void aListOfLinksIsFollowed() {
        collects("type = links, at = \"/links\"", "/items", 3, request -> {
            String self = "{\"rel\":\"self\",\"href\":\"/list\"}";
            String next = ",{\"rel\":\"next\",\"href\":\"/list?page=%d\"}".formatted(page(request) + 1);
            return items(
                    Numbers.numbered(request, 1),
                    ",\"links\":[%s%s]".formatted(self, page(request) < Numbers.PAGES ? next : ""));
        });
    }

    @Test
    void pagesAreCountedUntilAnEmptyOne() {
        collects("type = page, param = page", "", 4, request -> Reply.json(Numbers.numbered(request, 1)));
    }

    @Test
    void pagesAreCountedUntilOneThatIsNotFull() {
        collects("type = page, param = page, size = 10", "", 3, request -> Reply.json(Numbers.numbered(request, 1)));
    }

    @Test
    void pagesMayBeCountedFromZero() {
        collects(
                "type = page, param = page, size = 10, first = 0",
                "",
                3,
                request -> Reply.json(Numbers.numbered(request, 0)));
    }

    @Test
    void theNumberOfPagesMayStandInTheBody() {
        collects(
                "type = page, param = page, total-pages = \"/pages\"",
                "/items",
                3,
                request -> items(Numbers.numbered(request, 1), ",\"pages\":3"));
    }

    @Test
    void theNumberOfPagesMayStandInAHeader() {
        collects(
                "type = page, param = page, total-pages-header = X-Total-Pages",
                "",
                3,
                request -> Reply.json(Numbers.numbered(request, 1)).withHeader("X-Total-Pages", "3"));
    }

    @Test
    void theNumberOfRecordsMakesThePages() {
        collects(
                "type = page, param = page, size = 10, total-records = \"/total\"",
                "/items",
                3,
                request -> items(Numbers.numbered(request, 1), ",\"total\":25"));
    }

    @Test
    void offsetsAreCounted() {
        collects(
                "type = offset, param = offset, size = 10",
                "",
                3,
                request -> Reply.json(Numbers.after(request.query("offset", 0))));
    }

    @Test
    void offsetsMayBeginAtOne() {
        collects(
                "type = offset, param = startIndex, size = 10, first = 1, total-records = \"/total\"",
                "/items",
                3,
                request -> items(Numbers.after(request.query("startIndex", 1) - 1), ",\"total\":25"));
    }

    @Test
    void offsetsMayKnowTheNumberOfRecords() {
        collects(
                "type = offset, param = offset, size = 10, total-records = \"/total\"",
                "/items",
                3,
                request -> items(Numbers.after(request.query("offset", 0)), ",\"total\":25"));
    }

    @Test
    void anOpaqueCursorIsHandedBackAsItCame() {
        collects("type = cursor, param = cursor, at = \"/next\"", "/items", 3, request -> {
            long position =
                    Long.parseLong(request.query("cursor").orElse("+/=& 0").substring(5));
            long next = position + Numbers.PAGE;
            return items(Numbers.after(position), next < Numbers.ALL ? ",\"next\":\"+/=& %d\"".formatted(next) : "");
        });
    }

    @Test
    void aCursorThatStaysTheSameEndsWithAnEmptyPage() {
        AtomicInteger position = new AtomicInteger();
        collects(
                "type = constant-cursor, param = scroll, at = \"/scroll\"",
                "/items",
                4,
                request -> items(Numbers.after(position.getAndAdd(Numbers.PAGE)), ",\"scroll\":\"one\""));
    }

    @Test
    void theLastIdIsTheKeyOfTheNextPage() {
        collects(
                "type = keyset, param = after, size = 10",
                "",
                3,
                request -> Reply.json(Numbers.after(request.query("after", 0))));
    }

    @Test
    void theFieldsOfAContinuationAreMergedIntoTheQuery() {
        collects("type = continue, at = \"/continue\"", "/items", 3, request -> {
            long position = request.query("from", 0);
            assertThat(request.query("step").isPresent()).isEqualTo(position > 0);
            long next = position + Numbers.PAGE;
            String more = ",\"continue\":{\"from\":\"%d\",\"step\":\"-||\"}".formatted(next);
            return items(Numbers.after(position), next < Numbers.ALL ? more : "");
        });
    }

    @Test
    void aNextLinkThatLeadsBackEndsInOneClearFailure() {
        FailedItem lost = loses(
                "type = link",
                "",
                request -> Reply.json(Numbers.numbered(request, 1))
                        .withHeader("Link", "</list?page=%d>; rel=\"next\"".formatted(page(request) % 3 + 1)));
        assertThat(lost.cause()).contains("the pagination is endless", "was already met in this walk");
        // The first page is met twice, because it was asked for without a number at first.
        assertThat(upstream.traffic().requests()).isEqualTo(4);
    }

    @Test
    void aNextLinkToAnotherHostIsNotFollowed() {
        FailedItem lost = loses(
                "type = link",
                "",
                Responder.sequence(Reply.json("[{\"id\":1}]")
                        .withHeader("Link", "<http://elsewhere.example/list>; rel=\"next\"")));
        assertThat(lost.cause()).contains("is at another origin: http://elsewhere.example/list");
    }

    @Test
    void anAnswerWithoutTheRecordsIsAClearFailure() {
        FailedItem lost = loses("type = link", "/items", request -> Reply.json("{\"error\":\"maintenance\"}"));
        assertThat(lost.cause()).contains("/list has no array of records at '/items', but nothing");
        assertThat(new Collector(directory).records("api", "numbers")).isEmpty();
    }

    @Test
    void aParameterThatTheUpstreamDoesNotKnowIsAClearFailureThoughTheTotalIsKnown() {
        try (FakeUpstream started = FakeUpstream.answering(items(Numbers.after(0), ",\"pages\":3"))) {
            upstream = started;
            RunReport report = new Collector(directory)
                    .run(configuration("type = page, param = pgae, total-pages = \"/pages\"", "/items"));
            assertThat(report.failed())
                    .isNotEmpty()
                    .allSatisfy(lost -> assertThat(lost.cause()).contains("does not know the parameter 'pgae'"));
        }
    }

    @Test
    void aTotalThatIsNoNumberIsAClearFailure() {
        FailedItem lost = loses(
                "type = page, param = page, total-pages = \"/pages\"",
                "/items",
                request -> items("[]", ",\"pages\":\"many\""));
        assertThat(lost.cause()).contains("says that its total is 'many', which is not a whole number");
    }
}
