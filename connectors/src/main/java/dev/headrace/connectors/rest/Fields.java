package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Fields of records by name or by JSON Pointer, and paths with such fields in braces. Stateless. */
final class Fields {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

    private Fields() {}

    static JsonNode of(JsonNode record, String field) {
        return field.startsWith("/") ? record.at(field) : record.path(field);
    }

    /** Puts the fields of a record into a path, percent-encoded (RFC 3986). */
    static String fill(String path, JsonNode record, String stream) {
        Matcher matcher = FIELD.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            JsonNode value = of(record, matcher.group(1));
            if (!value.isValueNode() || value.isNull()) {
                throw new PermanentException("a record of stream '%s' has no '%s' for the path '%s' of its children"
                        .formatted(stream, matcher.group(1), path));
            }
            String encoded =
                    URLEncoder.encode(value.asString(), StandardCharsets.UTF_8).replace("+", "%20");
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded));
        }
        return matcher.appendTail(filled).toString();
    }
}
