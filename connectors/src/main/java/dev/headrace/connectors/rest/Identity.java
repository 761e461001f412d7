package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a record is known by. Immutable.
 *
 * @param field name of the field, or JSON Pointer into the record; not used where there is a template
 * @param template for what is made of several fields
 */
record Identity(String field, Optional<Template> template) {
    Stream<Reference> references() {
        return template.stream().flatMap(Template::references);
    }

    /**
     * @param known has this record
     * @param position among the records of its page, for the message
     */
    String of(JsonNode record, Known known, String stream, int position) {
        if (template.isPresent()) {
            return template.get().fill(known, Encoding.NONE);
        }
        JsonNode id = Fields.of(record, field);
        if (id.isMissingNode() || id.isNull() || id.isContainer()) {
            throw new PermanentException("record %d of stream '%s' has no id: its field '%s' is %s"
                    .formatted(position, stream, field, id.isContainer() ? "not a single value" : "missing"));
        }
        return id.asString();
    }
}
