package dev.headrace.spi;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Ends a walk over pages whose addresses never repeat though the pages do: an upstream that ignores the page's number, gives its
 * last page for all later ones, or gives a few pages in turn. Stateless: what is remembered travels in the items of the walk.
 *
 * <p>A page is compared with the one before it, and with the one whose index was the last power of two (Brent's cycle detection).
 * So pages that come in turn are noticed after at most three times as many pages, and an item carries two marks however long
 * the walk is.
 */
final class Repetition {
    /** Tells the page before. */
    private static final String BEFORE = "after";

    /** Tells the page whose index was the last power of two. */
    private static final String EARLIER = "past";

    private Repetition() {}

    /**
     * Marks the item of the next page.
     *
     * @param page the item of the page that was read
     * @param index of that page, from 0
     * @param how what the upstream may not understand, for the failure: "does not know the parameter 'page'"
     * @throws PermanentException if the page was met before in this walk
     */
    static WorkItem guard(
            WorkItem next, WorkItem page, long index, HttpReply reply, List<JsonNode> records, String how) {
        refuse(page, reply, records, how);
        String shown = shown(records);
        WorkItem marked = next.with(BEFORE, shown);
        return Long.bitCount(index) <= 1 ? marked.with(EARLIER, shown) : marked;
    }

    /**
     * Marks the item of a page that is asked for together with others.
     *
     * @param records of the page that put it in, which it is compared with
     */
    static WorkItem marked(WorkItem page, List<JsonNode> records) {
        WorkItem bare = page.without(BEFORE).without(EARLIER);
        return records.isEmpty() ? bare : bare.with(EARLIER, shown(records));
    }

    /** @throws PermanentException if the page was met before in this walk */
    static void refuse(WorkItem page, HttpReply reply, List<JsonNode> records, String how) {
        if (!records.isEmpty()) {
            String shown = shown(records);
            refuse(page, BEFORE, shown, reply, "the page before it", how);
            refuse(page, EARLIER, shown, reply, "an earlier page", how);
        }
    }

    private static void refuse(WorkItem page, String mark, String shown, HttpReply reply, String which, String how) {
        if (page.optionalArg(mark).filter(shown::equals).isPresent()) {
            throw new PermanentException("%s has the same records as %s: the upstream repeats pages, or %s"
                    .formatted(reply.uri(), which, how));
        }
    }

    /** Enough of a page to know it again, in every JVM, without writing all of it out: how many records, the first, and all. */
    private static String shown(List<JsonNode> records) {
        return "%d-%x-%x".formatted(records.size(), records.get(0).toString().hashCode(), records.hashCode());
    }
}
