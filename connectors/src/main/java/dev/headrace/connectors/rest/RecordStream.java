package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * The records that a JSON Pointer leads to, one at a time: the elements of an array, or, in XML, the repeated elements of that name.
 * What lies beside the way is skipped. Confined to one thread at a time.
 */
final class RecordStream implements Iterator<JsonNode> {
    private static final String NOTHING = "nothing";

    private final ObjectReader reader;
    private final JsonParser parser;
    /** The name of the repeated element in XML; {@code null} in JSON. */
    private final @Nullable String repeated;

    private @Nullable JsonNode next;
    private boolean ended;
    /** What there is in place of the records, empty text for nothing wrong. */
    private String instead = "";

    private RecordStream(ObjectReader reader, JsonParser parser, @Nullable String repeated) {
        this.reader = reader;
        this.parser = parser;
        this.repeated = repeated;
    }

    static RecordStream ofJson(ObjectReader reader, JsonParser parser, String pointer) {
        RecordStream records = new RecordStream(reader, parser, null);
        parser.nextToken();
        records.begin(records.descend(segments(pointer)), JsonToken.START_ARRAY);
        return records;
    }

    /** @param pointer at least one name; the last is that of the element that repeats */
    static RecordStream ofXml(ObjectReader reader, JsonParser parser, String pointer) {
        String[] names = segments(pointer);
        String[] way = java.util.Arrays.copyOf(names, names.length - 1);
        RecordStream records = new RecordStream(reader, parser, names[names.length - 1]);
        parser.nextToken();
        boolean found = records.descend(way);
        records.begin(found, JsonToken.START_OBJECT);
        // An empty list is no element at all.
        records.instead = found ? "" : NOTHING;
        return records;
    }

    private void begin(boolean found, JsonToken expected) {
        JsonToken token = parser.currentToken();
        ended = !found || token != expected;
        if (ended) {
            instead = !found || token == null || token == JsonToken.VALUE_NULL ? NOTHING : token.toString();
        }
    }

    /**
     * These records, if there are any to be read.
     *
     * @param mayMiss whether a body without anything there has no records, rather than being a failure
     * @throws PermanentException if something else stands there, or nothing
     */
    RecordStream at(String pointer, boolean mayMiss) {
        if (!instead.isEmpty() && !(mayMiss && instead.equals(NOTHING))) {
            throw new PermanentException("there are no records at '%s', but %s".formatted(pointer, instead));
        }
        return this;
    }

    /** RFC 6901, 4. */
    private static String[] segments(String pointer) {
        String[] parts =
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        return java.util.Arrays.stream(parts)
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toArray(String[]::new);
    }

    private boolean descend(String[] names) {
        for (String name : names) {
            if (parser.currentToken() != JsonToken.START_OBJECT || !find(name)) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the value of a field; false at the end of the object. */
    private boolean find(String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = name.equals(parser.currentName());
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            ended = repeated == null ? parser.nextToken() == JsonToken.END_ARRAY : !find(repeated);
            next = ended ? null : reader.readTree(parser);
        }
        return next != null;
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more records");
        }
        JsonNode found = java.util.Objects.requireNonNull(next);
        next = null;
        return found;
    }
}
