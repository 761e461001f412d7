package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where in an answer the records are. Immutable.
 *
 * @param pointer JSON Pointer (RFC 6901) in which {@code *} stands for every element of an array or every value of an object
 * @param single whether the value there is the one record, rather than an array of them
 * @param keyField the field that takes the key under which a record stood in an object, empty text for none
 * @param mayMiss whether an answer without anything there has no records, rather than being a failure
 */
record Locating(String pointer, boolean single, String keyField, boolean mayMiss) {
    private static final String ANY = "*";

    boolean hasWildcard() {
        return List.of(pointer.split("/", -1)).contains(ANY);
    }

    /** The records of a page, as they stand there. */
    List<JsonNode> in(HttpReply reply, boolean xml) {
        if (reply.notModified() || reply.status() == 204) {
            return List.of();
        }
        if (hasWildcard()) {
            return matching(reply.json());
        }
        JsonNode node = pointer.isEmpty() ? reply.json() : reply.json().at(pointer);
        boolean nothing = node.isMissingNode() || node.isNull();
        // In XML a list of one is not told from a single element, and an empty list is no element at all.
        if (nothing && (xml || mayMiss)) {
            return List.of();
        }
        if (!nothing && (single || xml && !node.isArray())) {
            return List.of(node);
        }
        if (!node.isArray()) {
            throw new PermanentException("%s has no array of records at '%s', but %s"
                    .formatted(reply.uri(), pointer, node.isMissingNode() ? "nothing" : node.getNodeType()));
        }
        return List.copyOf(node.values());
    }

    private List<JsonNode> matching(JsonNode root) {
        List<JsonNode> found = List.of(root);
        String[] names = pointer.substring(1).split("/", -1);
        for (String name : names) {
            found = name.equals(ANY) ? spread(found) : step(found, "/" + name);
        }
        boolean elements = !single && !names[names.length - 1].equals(ANY);
        return elements ? spread(found) : found;
    }

    private static List<JsonNode> step(List<JsonNode> from, String pointer) {
        return from.stream()
                .map(node -> node.at(pointer))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .toList();
    }

    private List<JsonNode> spread(List<JsonNode> from) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode node : from) {
            if (node.isArray() || keyField.isEmpty()) {
                all.addAll(node.values());
            } else {
                node.properties().forEach(entry -> all.add(keyed(entry)));
            }
        }
        return all;
    }

    private JsonNode keyed(Map.Entry<String, JsonNode> entry) {
        return entry.getValue() instanceof ObjectNode object
                ? object.deepCopy().put(keyField, entry.getKey())
                : entry.getValue();
    }

    /** What is wrong with a pointer, or empty text. */
    static String objection(String pointer) {
        boolean begins = pointer.isEmpty() || pointer.startsWith("/");
        if (!begins) {
            return "'%s' is not a JSON Pointer: it must be empty or begin with '/'".formatted(pointer);
        }
        boolean partly =
                Arrays.stream(pointer.split("/", -1)).anyMatch(name -> name.contains(ANY) && !name.equals(ANY));
        return partly ? "'%s': a '*' stands for a whole name, as in /data/*/items".formatted(pointer) : "";
    }
}
