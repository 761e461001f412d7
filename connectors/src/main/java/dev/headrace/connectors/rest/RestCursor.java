package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The section {@code incremental}.
 *
 * @param param of the query that takes the cursor; empty text when a template does
 * @param field of a record, or JSON Pointer into it, whose largest value is the next cursor; empty text for none
 * @param at JSON Pointer into the answer, to the position of a feed; empty text for none
 * @param initial what is sent when there is no cursor yet
 */
record RestCursor(String param, String field, String at, Optional<String> initial) {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional(
                    "param",
                    ConfigSpec.Type.STRING,
                    "The parameter of the query that takes the cursor; not needed where a template has {cursor}")
            .optional(
                    "field",
                    ConfigSpec.Type.STRING,
                    "Field of a record, or JSON Pointer into it: its largest value is the cursor")
            .optional(
                    "at", ConfigSpec.Type.STRING, "JSON Pointer into the answer, to the position in a feed of changes")
            .optional("initial", ConfigSpec.Type.STRING, "What to send as long as there is no cursor");

    static RestCursor of(ConnectorConfig config) {
        return new RestCursor(
                text(config, "param"),
                text(config, "field"),
                text(config, "at"),
                config.has("initial") ? Optional.of(config.string("initial")) : Optional.empty());
    }

    private static String text(ConnectorConfig config, String key) {
        return config.has(key) ? config.string(key) : "";
    }

    void propose(Step step, JsonNode record) {
        JsonNode value = field.isEmpty() ? MissingNode.getInstance() : Fields.of(record, field);
        if (value.isValueNode() && !value.isNull()) {
            step.cursor(value.asString());
        }
    }

    void propose(Step step, HttpReply reply) {
        if (at.isEmpty() || reply.notModified()) {
            return;
        }
        JsonNode position = reply.json().at(at);
        if (!position.isMissingNode() && !position.isNull()) {
            // A feed's position has no order that we know: it is the upstream's affair, and may even be an array.
            step.lastCursor(position.isValueNode() ? position.asString() : position.toString());
        }
    }
}
