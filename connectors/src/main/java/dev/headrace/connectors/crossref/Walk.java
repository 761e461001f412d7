package dev.headrace.connectors.crossref;

import dev.headrace.spi.PermanentException;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One page of a walk, as its item says it. A walk that was interrupted begins anew and looks for the works that were emitted last: the
 * list may have changed meanwhile, so that their number says nothing. What is behind them is emitted; what came in before them was
 * indexed since, and is for the next run. Only if none of them is there any more are as many pages skipped as were emitted. Immutable.
 *
 * @param item what it was made of
 */
record Walk(WorkItem item) {
    private static final String SEARCH = "search";
    private static final String CURSOR = "cursor";
    private static final String PAGE = "page";
    private static final String NUMBER = "walk";
    /** How many pages the walks before have emitted. */
    private static final String SKIP = "skip";
    /** The works that this walk emitted last, and those that the one before did, as long as they were not met. DOIs have no spaces. */
    private static final String LAST = "last";

    private static final String SOUGHT = "sought";
    /** The first work of the page before, and of the page whose number was the last power of two: pages may come in turn. */
    private static final String BEFORE = "before";

    private static final String EARLIER = "past";

    private static final int WALKS = 10;
    /** So many that some are still where they were, few enough for an item. */
    private static final int KEPT = 5;

    static Walk first(String search) {
        return begin(search, 1, 0);
    }

    private static Walk begin(String search, int number, int skip) {
        return new Walk(WorkItem.of("works")
                .with(SEARCH, search)
                .with(CURSOR, "*")
                .with(PAGE, 1)
                .with(NUMBER, number)
                .with(SKIP, skip));
    }

    String search() {
        return item.arg(SEARCH);
    }

    String cursor() {
        return item.arg(CURSOR);
    }

    int page() {
        return number(PAGE);
    }

    private int number(String name) {
        return Integer.parseInt(item.arg(name));
    }

    /** Whether it still looks for what was emitted last. */
    boolean isSeeking() {
        return item.optionalArg(SOUGHT).isPresent();
    }

    /** From the first page on, since this one cannot be asked for again. */
    Walk anew() {
        Walk again = begin(search(), another(), isSeeking() ? number(SKIP) : Math.max(number(SKIP), page() - 1));
        return item.optionalArg(isSeeking() ? SOUGHT : LAST)
                .map(sought -> new Walk(again.item.with(SOUGHT, sought)))
                .orElse(again);
    }

    /** As {@link #anew}, after nothing of what was looked for was found in the whole list. */
    Walk counting() {
        return begin(search(), another(), number(SKIP));
    }

    private int another() {
        int next = number(NUMBER) + 1;
        if (next > WALKS) {
            throw new PermanentException("the walk over %s was interrupted %d times, the last time at page %d"
                    .formatted(search(), WALKS, page()));
        }
        return next;
    }

    /** Those of the page that were not emitted yet. */
    List<JsonNode> fresh(List<JsonNode> works) {
        if (isSeeking()) {
            int behind = behind(works);
            return behind == 0 ? List.of() : works.subList(behind, works.size());
        }
        // Those that were sought may be at the end of one page and at the beginning of the next.
        List<String> last = dois(LAST);
        return page() > number(SKIP)
                ? works.stream().filter(work -> !last.contains(doi(work))).toList()
                : List.of();
    }

    private List<String> dois(String name) {
        return List.of(item.optionalArg(name).orElse("").split(" ", -1));
    }

    /** Where what was not emitted begins; 0 if none of the sought works is here. */
    private int behind(List<JsonNode> works) {
        List<String> sought = dois(SOUGHT);
        int behind = works.size();
        while (behind > 0 && !sought.contains(doi(works.get(behind - 1)))) {
            behind--;
        }
        return behind;
    }

    /** @throws PermanentException if the page is one that came before */
    Walk next(List<JsonNode> works, String cursor) {
        String first = doi(works.get(0));
        requireAnother(BEFORE, first, "the page before it");
        requireAnother(EARLIER, first, "an earlier page");
        WorkItem next =
                remembering(works).with(CURSOR, cursor).with(PAGE, page() + 1).with(BEFORE, first);
        return new Walk(Integer.bitCount(page()) == 1 ? next.with(EARLIER, first) : next);
    }

    private void requireAnother(String name, String first, String which) {
        if (item.optionalArg(name).filter(first::equals).isPresent()) {
            throw new PermanentException(
                    "page %d of %s begins with the same work as %s: %s".formatted(page(), search(), which, first));
        }
    }

    private WorkItem remembering(List<JsonNode> works) {
        List<JsonNode> fresh = fresh(works);
        if (fresh.isEmpty()) {
            return isSeeking() && behind(works) > 0
                    ? item.without(SOUGHT).with(SKIP, 0).with(LAST, item.arg(SOUGHT))
                    : item;
        }
        String last = fresh.subList(Math.max(0, fresh.size() - KEPT), fresh.size()).stream()
                .map(Walk::doi)
                .collect(Collectors.joining(" "));
        return (isSeeking() ? item.without(SOUGHT).with(SKIP, 0) : item).with(LAST, last);
    }

    private static String doi(JsonNode work) {
        return work.path("DOI").asString("");
    }
}
