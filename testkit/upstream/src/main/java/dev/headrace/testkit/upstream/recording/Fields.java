package dev.headrace.testkit.upstream.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Headers as all forms have them: an object whose values are texts or lists of texts. */
final class Fields {
    private Fields() {}

    static List<RecordedExchange.Field> read(JsonNode headers) {
        List<RecordedExchange.Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            for (JsonNode value : each(header.getValue())) {
                fields.add(new RecordedExchange.Field(header.getKey(), value.asString()));
            }
        }
        return fields;
    }

    private static Iterable<JsonNode> each(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }
}
