package dev.headrace.runner.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The list that an answer most likely is about. Immutable.
 *
 * @param pointer JSON Pointer to it
 * @param elements what is in it; empty when no list was found
 * @param others pointers to other lists of objects
 */
record Records(String pointer, List<JsonNode> elements, List<String> others) {
    private static final int DEEPEST = 4;
    private static final List<String> USUAL_IDS =
            List.of("id", "uuid", "guid", "key", "_id", "sha", "slug", "name", "code", "url");
    private static final List<String> USUAL_CHANGES = List.of(
            "updated_at",
            "updatedAt",
            "last_modified",
            "lastModified",
            "modified",
            "modified_at",
            "updated",
            "last_activity_date",
            "changed",
            "timestamp",
            "ts");

    private record Found(String pointer, List<JsonNode> elements, int depth) {}

    static Records in(Answer answer) {
        List<Found> found = new ArrayList<>();
        search(answer.body(), "", 0, found);
        // The longest; of equally long ones the one that lies higher.
        found.sort(
                Comparator.comparingInt((Found one) -> -one.elements().size()).thenComparingInt(Found::depth));
        if (found.isEmpty()) {
            return new Records("", List.of(), List.of());
        }
        Found best = found.get(0);
        return new Records(
                best.pointer(),
                best.elements(),
                found.stream().skip(1).map(Found::pointer).toList());
    }

    private static void search(JsonNode node, String pointer, int depth, List<Found> found) {
        if (node.isArray() && !node.isEmpty() && (node.get(0).isObject() || depth <= 1)) {
            found.add(new Found(pointer, List.copyOf(node.values()), depth));
        } else if (node.isObject() && depth < DEEPEST) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = field.getKey().replace("~", "~0").replace("/", "~1");
                search(field.getValue(), pointer + "/" + name, depth + 1, found);
            }
        }
    }

    boolean areObjects() {
        return !elements.isEmpty() && elements.get(0).isObject();
    }

    /** The field by which all can be told apart; the usual names first. */
    Optional<String> id() {
        List<String> candidates = new ArrayList<>(USUAL_IDS);
        if (areObjects()) {
            elements.get(0).propertyNames().forEach(name -> {
                if (name.endsWith("id") || name.endsWith("Id") || name.endsWith("code")) {
                    candidates.add(name);
                }
            });
        }
        return candidates.stream().filter(this::tellsApart).findFirst();
    }

    private boolean tellsApart(String field) {
        Set<String> values = new HashSet<>();
        return areObjects()
                && elements.stream()
                        .map(element -> element.path(field))
                        .allMatch(value -> value.isValueNode() && !value.isNull() && values.add(value.asString()));
    }

    /** A field that says when a record has changed. */
    Optional<String> change() {
        return USUAL_CHANGES.stream()
                .filter(name -> areObjects()
                        && elements.stream()
                                .allMatch(element -> element.path(name).isValueNode()
                                        && !element.path(name).isNull()))
                .findFirst();
    }
}
