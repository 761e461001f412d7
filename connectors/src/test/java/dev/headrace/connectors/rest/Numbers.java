package dev.headrace.connectors.rest;

import dev.headrace.testkit.upstream.ReceivedRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The records of the upstreams in these tests: numbers from 1, handed out ten at a time. */
final class Numbers {
    static final int ALL = 25;
    static final int PAGE = 10;
    static final int PAGES = 3;

    private Numbers() {}

    static List<Integer> ids() {
        return IntStream.rangeClosed(1, ALL).boxed().toList();
    }

    /** A JSON array with the records after so many others, at most a page of them. */
    static String after(long position) {
        int from = (int) Math.min(ALL, position);
        return IntStream.rangeClosed(from + 1, Math.min(ALL, from + PAGE))
                .mapToObj(Numbers::record)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String record(int id) {
        return "{\"id\":%d,\"updated_at\":\"2026-01-%02dT00:00:00Z\"}".formatted(id, id);
    }

    /** The page that a request asks for by its number, which begins at {@code first}. */
    static String numbered(ReceivedRequest request, int first) {
        return after((request.query("page", first) - first) * PAGE);
    }
}
