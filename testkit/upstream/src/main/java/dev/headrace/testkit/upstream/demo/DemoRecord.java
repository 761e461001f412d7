package dev.headrace.testkit.upstream.demo;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record of a demo upstream.
 *
 * @param id unique within the upstream, rising
 * @param title text that needs quoting in most formats
 * @param score from 0 to 999
 * @param updatedAt a minute after the record before
 */
record DemoRecord(long id, String title, int score, Instant updatedAt) {
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", title)
                .put("score", score)
                .put("updated_at", updatedAt.toString());
    }
}
