package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String HOST = "http://h:81";

    @Test
    void theNextLinkIsFollowedAndTheLastPageHasNone() {
        CannedReply first = page("/items").with("link:next", "/repositories/7/items?page=2");

        assertThat(next(Pages.link(), "/items", first)).containsExactly(HOST + "/repositories/7/items?page=2");
        assertThat(next(Pages.link(), "/items", page("/items"))).isEmpty();
    }

    @Test
    void aParameterThatTheNextLinkLeavesOutIsKeptWhenTheConnectorSaysSo() {
        CannedReply reply = page("/items").with("link:next", "/items?max_id=7");

        assertThat(next(Pages.link().keeping("since_id", "limit"), "/items?since_id=3", reply))
                .containsExactly(HOST + "/items?max_id=7&since_id=3");
        assertThat(next(Pages.link(), "/items?since_id=3", reply)).containsExactly(HOST + "/items?max_id=7");
    }

    @Test
    void aNextLinkToAnotherOriginIsRefused() {
        CannedReply reply = page("/items").with("link:next", "http://evil.example/items");

        assertThatThrownBy(() -> next(Pages.link(), "/items", reply))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("http://evil.example/items")
                .hasMessageContaining("another origin");
    }

    @Test
    void theNamedPortOfTheSchemeIsTheSameOrigin() {
        CannedReply reply = CannedReply.of("https://h/a", "{'items':[], 'next':'https://H:443/b'}");

        assertThat(next(Pages.nextUrl("/next"), "/a", reply)).containsExactly("https://H:443/b");
    }

    @Test
    void anAddressInTheBodyIsResolvedAgainstThePage() {
        CannedReply reply = CannedReply.of(HOST + "/v1/items", "{'items':[], 'next':'items?at=9'}");

        assertThat(next(Pages.nextUrl("/next"), "/v1/items", reply)).containsExactly(HOST + "/v1/items?at=9");
    }

    @Test
    void aCursorReplacesTheOneBeforeAndIsEncoded() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[], 'next':'a b&c='}");

        assertThat(next(Pages.cursor("cursor", "/next"), "/i?cursor=old&size=2", reply))
                .containsExactly("/i?size=2&cursor=a%20b%26c%3D");
    }

    @Test
    void noCursorIsTheEndInAllItsSpellings() {
        for (String end : List.of("{'items':[]}", "{'next':null}", "{'next':''}", "{'next':false}", "{'next':{}}")) {
            CannedReply reply = CannedReply.of(HOST + "/i", end);

            assertThat(walk(Pages.cursor("cursor", "/next"), "/i", reply))
                    .as(end)
                    .isEmpty();
        }
    }

    @Test
    void aConstantCursorCountsPagesAndEndsAtAnEmptyOne() {
        Pages pages = Pages.constantCursor("cursor", "/next");
        CannedReply full = CannedReply.of(HOST + "/i", "{'items':[{'id':1}], 'next':'same'}");
        CannedReply empty = CannedReply.of(HOST + "/i", "{'items':[], 'next':'same'}");

        WorkItem second = followUps(pages, item("/i?cursor=same"), full).get(0);
        WorkItem third = followUps(pages, second, CannedReply.of(HOST + "/i", "{'items':[{'id':2}], 'next':'same'}"))
                .get(0);

        assertThat(second).isNotEqualTo(third);
        assertThat(third.arg("page")).isEqualTo("3");
        assertThat(followUps(pages, third, empty)).isEmpty();
    }

    @Test
    void aContinuationIsMergedIntoTheQuery() {
        CannedReply reply = CannedReply.of(HOST + "/api", "{'items':[], 'continue':{'from':'B','continue':'-||'}}");

        assertThat(next(Pages.continuation("/continue"), "/api?list=all&from=A", reply))
                .containsExactly("/api?list=all&from=B&continue=-%7C%7C");
        assertThat(next(Pages.continuation("/continue"), "/api", page("/api"))).isEmpty();
    }

    @Test
    void aContinuationForgetsWhatTheOneBeforeItHasAdded() {
        WorkItem first = WorkItem.of("items").with(Pages.URL, "/api?list=all");
        Pages pages = Pages.continuation("/continue");
        WorkItem second = after(pages, first, "{'items':[], 'continue':{'texts':'7','continue':'||'}}");
        WorkItem third = after(pages, second, "{'items':[], 'continue':{'from':'B'}}");

        assertThat(second.arg(Pages.URL)).isEqualTo("/api?list=all&texts=7&continue=%7C%7C");
        assertThat(third.arg(Pages.URL)).isEqualTo("/api?list=all&from=B");
    }

    private static WorkItem after(Pages pages, WorkItem item, String body) {
        Step step = pages.step(item, CannedReply.of(HOST + "/api", body), "items", "/items", "id");
        return step.followUps().get(0).item();
    }

    @Test
    void pagesAreNumberedUntilAnEmptyOne() {
        Pages pages = Pages.pageNumber("page").pages();

        assertThat(next(pages, "/i", full(2))).containsExactly("/i?page=2");
        assertThat(next(pages, "/i?page=2", full(1))).containsExactly("/i?page=3");
        assertThat(next(pages, "/i?page=3", full(0))).isEmpty();
    }

    @Test
    void aShortPageIsTheLastWhenTheSizeIsKnown() {
        Pages pages = Pages.pageNumber("page").size(2).pages();

        assertThat(next(pages, "/i?page=2", full(1))).isEmpty();
    }

    @Test
    void aKnownTotalPutsAllPagesInAtOnce() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[{'id':1},{'id':2}], 'total':7}");
        Pages pages = Pages.pageNumber("page").size(2).totalRecords("/total").pages();

        assertThat(next(pages, "/i", reply)).containsExactly("/i?page=2", "/i?page=3", "/i?page=4");
        assertThat(followUps(pages, followUps(pages, item("/i"), reply).get(0), other(7)))
                .isEmpty();
    }

    private static CannedReply other(int total) {
        return CannedReply.of(HOST + "/i", "{'items':[{'id':8},{'id':9}], 'total':%d, 'pages':%1$d}".formatted(total));
    }

    @Test
    void aWalkThatDoesNotBeginAtTheFirstPageGoesToTheLast() {
        Pages pages = Pages.pageNumber("page").totalPages("/pages").pages();

        assertThat(next(pages, "/i?page=3", other(5))).containsExactly("/i?page=4", "/i?page=5");
        assertThat(next(pages, "/i?page=0", other(3))).containsExactly("/i?page=1", "/i?page=2");
        assertThat(next(Pages.offset("at", 2).totalRecords("/total").pages(), "/i?at=4", other(8)))
                .containsExactly("/i?at=6");
    }

    @Test
    void pagesThatAreAskedForTogetherAndAreAllTheFirstEndTheWalk() {
        Pages pages = Pages.pageNumber("pgae").totalPages("/pages").pages();
        List<WorkItem> rest = followUps(pages, item("/i"), other(5));

        assertThat(rest).hasSize(4);
        assertThatThrownBy(() -> followUps(pages, rest.get(3), other(5)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("does not know the parameter 'pgae'");
    }

    @Test
    void offsetsMayBeginAtOne() {
        Pages pages =
                Pages.offset("at", 100).startingAt(1).totalRecords("/total").pages();

        assertThat(next(pages, "/i", other(200))).containsExactly("/i?at=101");
    }

    @Test
    void aCursorThatIsAnObjectIsAClearFailure() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[], 'paging':{'next':{'after':'7'}}}");

        assertThatThrownBy(() -> next(Pages.cursor("after", "/paging/next"), "/i", reply))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("OBJECT at '/paging/next'")
                .hasMessageContaining("[after]");
    }

    @Test
    void manyPagesComeInLots() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[], 'pages':1200}");
        Pages pages =
                Pages.pageNumber("page").startingAt(0).totalPages("/pages").pages();

        List<WorkItem> lot = followUps(pages, item("/i"), reply);
        assertThat(lot).hasSize(500).last().matches(page -> address(page).equals("/i?page=500"));
        assertThat(followUps(pages, lot.get(498), reply)).isEmpty();
        List<WorkItem> second = followUps(pages, lot.get(499), reply);
        assertThat(second).hasSize(500).first().matches(page -> address(page).equals("/i?page=501"));
        assertThat(followUps(pages, second.get(499), reply))
                .hasSize(199)
                .last()
                .matches(page -> address(page).equals("/i?page=1199"));
    }

    private static String address(WorkItem page) {
        return page.arg(Pages.URL);
    }

    @Test
    void aTotalInAHeaderCounts() {
        CannedReply reply = full(1).with("X-WP-TotalPages", "3");
        Pages pages =
                Pages.pageNumber("page").totalPagesHeader("X-WP-TotalPages").pages();

        assertThat(next(pages, "/i", reply)).containsExactly("/i?page=2", "/i?page=3");
    }

    @Test
    void aTotalThatIsNoNumberIsAClearFailure() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[], 'pages':'many'}");

        assertThatThrownBy(
                        () -> next(Pages.pageNumber("page").totalPages("/pages").pages(), "/i", reply))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("'many'");
    }

    @Test
    void offsetsGrowByTheSizeOfAPage() {
        Pages pages = Pages.offset("start", 2).pages();

        assertThat(next(pages, "/i?limit=2", full(2))).containsExactly("/i?limit=2&start=2");
        assertThat(next(pages, "/i?limit=2&start=2", full(2))).containsExactly("/i?limit=2&start=4");
        assertThat(next(pages, "/i?limit=2&start=4", full(1))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pages.offset("start", 0))
                .withMessageContaining("0");
    }

    @Test
    void aKeysetGoesOnAfterTheLastRecord() {
        CannedReply reply = CannedReply.of(HOST + "/i", "{'items':[{'id':4,'at':{'t':'x'}},{'id':9,'at':{'t':'y'}}]}");

        assertThat(next(Pages.keyset("after", "id", 2), "/i", reply)).containsExactly("/i?after=9");
        assertThat(next(Pages.keyset("after", "/at/t", 0), "/i", reply)).containsExactly("/i?after=y");
        assertThat(next(Pages.keyset("after", "id", 3), "/i", reply)).isEmpty();
        assertThatThrownBy(() -> next(Pages.keyset("after", "nope", 0), "/i", reply))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("'nope'");
    }

    @Test
    void pagesThatComeInTurnEndTheWalkWithASentence() {
        for (Pages pages : List.of(
                Pages.pageNumber("page").pages(),
                Pages.offset("start", 1).pages(),
                Pages.constantCursor("at", "/next"))) {
            for (int turns = 1; turns <= 9; turns++) {
                int period = turns;
                assertThatThrownBy(() -> walked(pages, 200, page -> page % period))
                        .as("%d pages in turn", period)
                        .isInstanceOf(PermanentException.class)
                        .hasMessageContaining("has the same records as ")
                        .hasMessageContaining("the upstream repeats pages");
            }
        }
    }

    @Test
    void theLastPageForAllLaterOnesEndsTheWalkAtOnce() {
        assertThatThrownBy(() -> walked(Pages.pageNumber("page").pages(), 7, page -> Math.min(page, 5)))
                .hasMessageContaining("as the page before it");
    }

    @Test
    void pagesThatOverlapAreWalkedToTheirEnd() {
        assertThat(walked(Pages.pageNumber("page").pages(), 300, page -> page)).isEqualTo(300);
    }

    @Test
    void pagesThatBeginAndEndAlikeAreNotTheSame() {
        CannedReply first = CannedReply.of(HOST + "/i", "{'items':[{'id':1},{'id':2},{'id':9}]}");
        CannedReply second = CannedReply.of(HOST + "/i", "{'items':[{'id':1},{'id':3},{'id':9}]}");
        Pages pages = Pages.pageNumber("page").pages();

        WorkItem next = followUps(pages, item("/i"), first).get(0);

        assertThat(followUps(pages, next, second)).hasSize(1);
    }

    /** Reads so many pages, each of which shows two records from a place on; how many were read. */
    private static int walked(Pages pages, int most, IntUnaryOperator shown) {
        WorkItem page = item("/i");
        for (int read = 0; read < most; read++) {
            int first = shown.applyAsInt(read);
            CannedReply reply = CannedReply.of(
                    HOST + "/i", "{'items':[{'id':%d},{'id':%d}], 'next':'same'}".formatted(first, first + 1));
            page = followUps(pages, page, reply).get(0);
        }
        return most;
    }

    @Test
    void everyNextPageIsGuardedAgainstRepetition() {
        Step step = Pages.link().step(item("/i"), page("/i").with("link:next", "/i"), "s", "/items", "id");

        assertThat(step.followUps()).allMatch(Step.FollowUp::page).hasSize(1);
    }

    @Test
    void theOtherArgumentsOfTheItemGoAlong() {
        WorkItem item = item("/i").with("repo", "a/b");

        assertThat(followUps(Pages.link(), item, page("/i").with("link:next", "/i?page=2")))
                .extracting(next -> next.arg("repo"))
                .containsExactly("a/b");
    }

    @Test
    void anAnswerThatNothingHasChangedEndsTheWalk() {
        CannedReply reply = CannedReply.of(HOST + "/i", "").status(304).with("link:next", "/i?page=2");

        assertThat(Pages.link().step(item("/i"), reply, "s", "/items", "id").followUps())
                .isEmpty();
    }

    @Test
    void aBodyWithoutTheArrayIsAClearFailure() {
        assertThatThrownBy(() -> Pages.elements(CannedReply.of(HOST + "/i", "{'items':{}}"), "/items"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("'/items'")
                .hasMessageContaining("OBJECT");
    }

    private static CannedReply page(String path) {
        return CannedReply.of(HOST + path, "{'items':[]}");
    }

    private static CannedReply full(int records) {
        String items = String.join(",", java.util.Collections.nCopies(records, "{'id':1}"));
        return CannedReply.of(HOST + "/i", "{'items':[" + items + "]}");
    }

    private static WorkItem item(String url) {
        return WorkItem.of("page").with(Pages.URL, url);
    }

    private static List<String> next(Pages pages, String url, CannedReply reply) {
        return followUps(pages, item(url), reply).stream()
                .map(item -> item.arg(Pages.URL))
                .toList();
    }

    private static List<WorkItem> followUps(Pages pages, WorkItem item, CannedReply reply) {
        return pages.step(item, reply, "stream", "/items", "id").followUps().stream()
                .map(Step.FollowUp::item)
                .toList();
    }

    private static List<Step.FollowUp> walk(Pages pages, String url, CannedReply reply) {
        return pages.follow(Step.empty(), item(url), reply, List.of()).followUps();
    }
}
