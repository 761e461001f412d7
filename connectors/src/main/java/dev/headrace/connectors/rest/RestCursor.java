package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.util.Optional;

/**
 * The section {@code incremental}.
 *
 * @param param of the query that takes the cursor
 * @param field of a record, or JSON Pointer into it, whose largest value is the next cursor
 * @param initial what is sent when there is no cursor yet
 */
record RestCursor(String param, String field, Optional<String> initial) {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .required("param", ConfigSpec.Type.STRING, "The parameter of the query that takes the cursor")
            .required(
                    "field",
                    ConfigSpec.Type.STRING,
                    "Field of a record, or JSON Pointer into it: its largest value is the cursor")
            .optional("initial", ConfigSpec.Type.STRING, "What to send as long as there is no cursor");

    static RestCursor of(ConnectorConfig config) {
        return new RestCursor(
                config.string("param"),
                config.string("field"),
                config.has("initial") ? Optional.of(config.string("initial")) : Optional.empty());
    }
}
