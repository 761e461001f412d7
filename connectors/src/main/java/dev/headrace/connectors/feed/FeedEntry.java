package dev.headrace.connectors.feed;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One entry while it is read: the first that a field gets stays. For one thread. */
final class FeedEntry {
    private final Map<String, String> fields = new LinkedHashMap<>();

    void put(String field, String value) {
        if (!value.isBlank()) {
            fields.putIfAbsent(field, value.strip());
        }
    }

    /** With an id in any case, the same for the same entry: its own, its link, or what it says. */
    ObjectNode node(JsonMapper json) {
        String id = fields.getOrDefault("id", fields.getOrDefault("link", ""));
        ObjectNode node = json.createObjectNode().put("id", id.isEmpty() ? hash() : id);
        fields.forEach((field, value) -> {
            if (!field.equals("id")) {
                node.put(field, value);
            }
        });
        return node;
    }

    private String hash() {
        return UUID.nameUUIDFromBytes(fields.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
