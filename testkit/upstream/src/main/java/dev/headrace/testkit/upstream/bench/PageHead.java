package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.ReceivedRequest;

/** What all pages begin with, and how one is asked for. */
final class PageHead {
    private PageHead() {}

    /** The page asked for by {@code page} or by {@code cursor}, from 1. */
    static int requested(ReceivedRequest request) {
        long page = request.query("cursor", request.query("page", 1));
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE - 1, page));
    }

    /** The members of the page up to the array, whose name and bracket are left open. */
    static StringBuilder open(int page, BenchSize size, String array) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"page\":").append(page).append(",\"total_pages\":").append(size.pages());
        json.append(",\"next_cursor\":");
        if (page < size.pages()) {
            json.append('"').append(page + 1).append('"');
        } else {
            json.append("null");
        }
        return json.append(",\"").append(array).append("\":[");
    }
}
