package dev.headrace.connectors.wordpress;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** One list of a site: in the order of ids, with the number of pages in a header, and 400 past the last. Thread-safe. */
final class WordPressSite {
    /** With what posts, pages, media, comments, categories and tags have. */
    private static final String RECORD = """
            {"id":%d,"modified":"%s","date":"2026-01-01T08:00:00","title":{"rendered":"Mill %1$d"},"author":1,"slug":"mill-%1$d",
            "status":"publish","link":"https://mill.example/mill-%1$d/","content":{"rendered":"It turns."},
            "excerpt":{"rendered":"It"},"categories":[1],"tags":[],"parent":0,"media_type":"image","mime_type":"image/png",
            "source_url":"https://mill.example/wheel.png","alt_text":"A wheel","post":1,"author_name":"Miller","name":"Mills",
            "description":"","count":1}""";

    private final Map<Integer, String> modified = new ConcurrentSkipListMap<>();

    WordPressSite(int count) {
        for (int id = 1; id <= count; id++) {
            change(id, "2026-01-%02dT08:00:00".formatted(id % 28 + 1));
        }
    }

    void change(int id, String time) {
        modified.put(id, time);
    }

    void delete(int id) {
        modified.remove(id);
    }

    Reply list(ReceivedRequest request) {
        String after = request.query("modified_after").orElse("");
        List<String> all = modified.entrySet().stream()
                .filter(post -> post.getValue().compareTo(after) > 0)
                .map(post -> RECORD.formatted(post.getKey(), post.getValue()))
                .toList();
        long size = request.query("per_page", 10);
        long page = request.query("page", 1);
        long pages = (all.size() + size - 1) / size;
        if (page > Math.max(1, pages)) {
            return Reply.json(
                            "{\"code\":\"rest_post_invalid_page_number\",\"message\":\"The page number is larger than the"
                                    + " number of pages available.\",\"data\":{\"status\":400}}")
                    .withStatus(400);
        }
        return Reply.json(all.stream().skip((page - 1) * size).limit(size).collect(Collectors.joining(",", "[", "]")))
                .withHeader("X-WP-Total", String.valueOf(all.size()))
                .withHeader("X-WP-TotalPages", String.valueOf(pages));
    }
}
