package dev.headrace.connectors.crossref;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Works as Crossref serves them. The first page gives a cursor; asked with it, each further request gives the next page and the
 * same cursor, and past the last work an empty one.
 */
final class CrossrefWorks {
    private static final String WORK = """
            {"DOI":"10.5555/mill.%1$d","type":"journal-article","title":["Mill %1$d"],"publisher":"The Millers",
            "author":[{"given":"Mara","family":"Miller"}],"container-title":["Races"],"ISSN":["0000-0000"],
            "issued":{"date-parts":[[2025,12]]},"abstract":"<jats:p>It turns.</jats:p>","URL":"https://doi.org/10.5555/mill.%1$d",
            "is-referenced-by-count":0,"reference-count":3,"created":{"date-time":"2026-01-01T00:00:00Z"},
            "deposited":{"date-time":"2026-01-01T00:00:00Z"},"indexed":{"date-time":"2026-01-%2$02dT01:02:03Z"}}""";
    private static final String CURSOR = "DnF1ZXJ5VGhlbkZldGNo+/==";

    private final List<Integer> works = new CopyOnWriteArrayList<>();
    private final AtomicInteger position = new AtomicInteger();

    CrossrefWorks(int count) {
        IntStream.range(0, count).forEach(works::add);
    }

    /** Works that come to the front of the list. */
    void publish(int... numbers) {
        for (int number : numbers) {
            works.add(0, number);
        }
    }

    void withdraw(int... numbers) {
        for (Integer number : numbers) {
            works.remove(number);
        }
    }

    Reply page(ReceivedRequest request) {
        int size = (int) request.query("rows", 20);
        boolean first = request.query("cursor").filter("*"::equals).isPresent();
        int from = first ? 0 : position.get();
        position.set(from + size);
        return page(from, size, CURSOR);
    }

    /** The same without a memory: the cursor says how far the walk is. */
    Reply pageByCursor(ReceivedRequest request) {
        int size = (int) request.query("rows", 20);
        int from = request.query("cursor")
                .filter(cursor -> !cursor.equals("*"))
                .map(Integer::valueOf)
                .orElse(0);
        return page(from, size, String.valueOf(from + size));
    }

    private Reply page(int from, int size, String cursor) {
        String items = works.stream()
                .skip(from)
                .limit(size)
                .map(CrossrefWorks::work)
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.json("{\"status\":\"ok\",\"message\":{\"total-results\":%d,\"next-cursor\":\"%s\",\"items\":%s}}"
                        .formatted(works.size(), cursor, items))
                .withHeader("X-Rate-Limit-Limit", "10")
                .withHeader("X-Rate-Limit-Interval", "1s");
    }

    private static String work(int number) {
        return WORK.formatted(number, number % 28 + 1);
    }
}
