package dev.headrace.connectors.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** JSON whose texts are templates: it is taken apart before values come in, so that none can break it. Immutable. */
final class JsonBody implements Body {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode tree;
    private final Map<String, Template> texts;

    private JsonBody(JsonNode tree, Map<String, Template> texts) {
        this.tree = tree;
        this.texts = texts;
    }

    /** @throws IllegalArgumentException if it is no JSON, or a text in it is no template */
    static JsonBody parse(String json, Vocabulary vocabulary) {
        JsonNode tree = tree(json);
        Map<String, Template> texts = new TreeMap<>();
        texts(tree).forEach(text -> texts.put(text, Template.parse(text, vocabulary)));
        return new JsonBody(tree, texts);
    }

    /** The body of GraphQL over HTTP: the query is no template, since it has braces of its own. */
    static JsonBody graphql(String query, String variables, Vocabulary vocabulary) {
        JsonBody inner = parse(variables, vocabulary);
        ObjectNode tree = JSON.createObjectNode();
        tree.set("variables", inner.tree);
        return new JsonBody(tree.put("query", query), inner.texts);
    }

    /** JSON-RPC 2.0, one call a request. */
    static JsonBody rpc(String method, String params, Vocabulary vocabulary) {
        JsonBody inner = parse(params, vocabulary);
        ObjectNode tree = JSON.createObjectNode();
        tree.put("jsonrpc", "2.0").put("id", 1).put("method", method).set("params", inner.tree);
        return new JsonBody(tree, inner.texts);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isString()) {
            found.add(node.stringValue());
        }
        node.values().forEach(child -> found.addAll(texts(child)));
        return found;
    }

    @Override
    public Stream<Reference> references() {
        return texts.values().stream().flatMap(Template::references);
    }

    @Override
    public String fill(Known known) {
        return filled(tree, known).toString();
    }

    private JsonNode filled(JsonNode node, Known known) {
        if (node.isString()) {
            Template text = texts.get(node.stringValue());
            return text == null ? node : text.node(known);
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.values().forEach(child -> array.add(filled(child, known)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), known)));
            return object;
        }
        return node;
    }

    @Override
    public String put(String filled, Place place, String value) {
        ObjectNode body = (ObjectNode) JSON.readTree(filled);
        JsonPointer pointer = JsonPointer.compile(place.name());
        JsonPointer head = pointer.head();
        ObjectNode parent = head == null || head.matches() ? body : body.withObject(head);
        boolean number = place.number() || body.at(pointer).isNumber();
        parent.set(pointer.last().getMatchingProperty(), number ? JSON.readTree(value) : StringNode.valueOf(value));
        return body.toString();
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    boolean isObject() {
        return tree.isObject();
    }
}
