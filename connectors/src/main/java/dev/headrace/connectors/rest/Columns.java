package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names of the columns, where records are rows of values. Immutable.
 *
 * @param names in their order, empty when the answer has them
 * @param pointer JSON Pointer to an array of names, or of objects that have one; empty text when {@code names} has them
 */
record Columns(List<String> names, String pointer) {
    static final Columns NONE = new Columns(List.of(), "");

    /** Rows become objects; values that are alone become objects with {@code value}; objects stay what they are. */
    List<JsonNode> objects(List<JsonNode> elements, JsonNode answer) {
        if (elements.stream().allMatch(JsonNode::isObject)) {
            return elements;
        }
        JsonNode head = pointer.isEmpty() ? JsonNodeFactory.instance.missingNode() : answer.at(pointer);
        List<String> columns = pointer.isEmpty() ? names : named(head);
        List<JsonNode> objects = new ArrayList<>(elements.size());
        boolean named = !elements.isEmpty() && elements.get(0).equals(head);
        // The names may stand in the first row.
        for (JsonNode element : named ? elements.subList(1, elements.size()) : elements) {
            objects.add(element.isArray() ? row(element, columns) : alone(element));
        }
        return objects;
    }

    private static JsonNode alone(JsonNode element) {
        return element.isObject()
                ? element
                : JsonNodeFactory.instance.objectNode().set("value", element);
    }

    private static ObjectNode row(JsonNode values, List<String> columns) {
        if (columns.size() < values.size()) {
            throw new PermanentException("a row has %d values, but there are %d columns: %s"
                    .formatted(values.size(), columns.size(), columns));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.size(); i++) {
            object.set(columns.get(i), values.get(i));
        }
        return object;
    }

    private static List<String> named(JsonNode head) {
        return head.values().stream()
                .map(column -> column.isObject() ? column.path("name").asString("") : column.asString())
                .toList();
    }
}
