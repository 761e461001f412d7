package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.PermanentException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON text on one line: inside texts JSON escapes every line feed. */
final class Json {
    private static final ObjectWriter WRITER = JsonMapper.shared().writer();

    private Json() {}

    /** The record's data in UTF-8. */
    static byte[] bytes(CollectedRecord record) {
        try {
            return WRITER.writeValueAsBytes(record.data());
        } catch (JacksonException unwritable) {
            throw new PermanentException("record '%s' of stream '%s' cannot be written as JSON: %s"
                    .formatted(record.id(), record.stream(), unwritable.getOriginalMessage()));
        }
    }
}
