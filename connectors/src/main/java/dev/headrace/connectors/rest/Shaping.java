package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which records are kept and what becomes of them. Immutable.
 *
 * @param only a record is kept if each of these fields has its value
 * @param skip a record is dropped if one of these fields has its value
 * @param base64 fields that are decoded to text
 * @param add fields that are added, by name
 * @param fields what is kept of a record: names, or JSON Pointers, whose last part becomes the name; all when empty
 * @param drop names of fields that are taken away
 */
record Shaping(
        Map<String, String> only,
        Map<String, String> skip,
        List<String> base64,
        Map<String, Template> add,
        List<String> fields,
        List<String> drop) {

    boolean keeps(JsonNode record) {
        return only.entrySet().stream().allMatch(one -> has(record, one))
                && skip.entrySet().stream().noneMatch(one -> has(record, one));
    }

    private static boolean has(JsonNode record, Map.Entry<String, String> wanted) {
        return Fields.of(record, wanted.getKey()).asString("").equals(wanted.getValue());
    }

    Stream<Reference> references() {
        return add.values().stream().flatMap(Template::references);
    }

    /** @param known has this record, too */
    JsonNode shape(JsonNode record, Known known) {
        if (!(record instanceof ObjectNode object) || isNothing()) {
            return record;
        }
        ObjectNode shaped = fields.isEmpty() ? object.deepCopy() : selected(object);
        base64.forEach(field -> decode(shaped, field));
        add.forEach((name, value) -> shaped.set(name, value.node(known)));
        shaped.remove(drop);
        return shaped;
    }

    private boolean isNothing() {
        return base64.isEmpty() && add.isEmpty() && fields.isEmpty() && drop.isEmpty();
    }

    private ObjectNode selected(ObjectNode record) {
        ObjectNode kept = record.objectNode();
        for (String field : fields) {
            JsonNode value = Fields.of(record, field);
            if (!value.isMissingNode()) {
                kept.set(nameOf(field), value);
            }
        }
        return kept;
    }

    private static String nameOf(String field) {
        return field.startsWith("/") ? JsonPointer.compile(field).last().getMatchingProperty() : field;
    }

    private static void decode(ObjectNode record, String field) {
        JsonNode encoded = record.path(field);
        if (!encoded.isString()) {
            return;
        }
        try {
            // Some break lines as mail does (RFC 2045, 6.8).
            byte[] bytes = Base64.getMimeDecoder().decode(encoded.stringValue());
            record.put(field, new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            throw new PermanentException(
                    "the field '%s' is no base64: %s".formatted(field, broken.getMessage()), broken);
        }
    }
}
