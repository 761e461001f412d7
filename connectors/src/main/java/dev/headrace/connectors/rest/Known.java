package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import dev.headrace.spi.WorkItem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * What templates are filled from: fields of records, the cursor, and times. Fields of records that are not at hand any more come from
 * the work item, which carries those that are wanted later, as JSON. Immutable.
 */
final class Known {
    /** Of an item that is one of several: which. */
    static final String EACH = "each";

    static final Known NOTHING = new Known(Map.of(), Map.of(), null, null, null);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> carried;
    private final Map<String, JsonNode> records;
    private final @Nullable String cursor;
    private final @Nullable Instant now;
    private final @Nullable Window window;

    private Known(
            Map<String, String> carried,
            Map<String, JsonNode> records,
            @Nullable String cursor,
            @Nullable Instant now,
            @Nullable Window window) {
        this.carried = carried;
        this.records = records;
        this.cursor = cursor;
        this.now = now;
        this.window = window;
    }

    static Known of(WorkItem item) {
        return new Known(item.args(), Map.of(), null, null, Window.of(item).orElse(null));
    }

    /** With the record of a stream. */
    Known and(String stream, JsonNode record) {
        Map<String, JsonNode> more = new TreeMap<>(records);
        more.put(stream, record);
        return new Known(carried, more, cursor, now, window);
    }

    Known at(Instant time) {
        return new Known(carried, records, cursor, time, window);
    }

    Known since(Optional<String> position) {
        return new Known(carried, records, position.orElse(null), now, window);
    }

    Known within(Window span) {
        return new Known(carried, records, cursor, now, span);
    }

    /** The item with the values of these fields, for those who come after it. */
    WorkItem carry(WorkItem item, Stream<Reference> wanted) {
        WorkItem laden = item;
        for (Reference reference : wanted.filter(Reference::isField).toList()) {
            laden = laden.with(
                    reference.key(),
                    field(reference, "{" + reference.key() + "}").toString());
        }
        return laden;
    }

    /** @param template for the message when there is no such value */
    JsonNode node(Reference reference, String template) {
        return reference.filters().isEmpty() && reference.isField()
                ? field(reference, template)
                : StringNode.valueOf(text(reference, template));
    }

    /** The value with its filters applied. */
    String text(Reference reference, String template) {
        String value = plain(reference, template);
        if (!reference.shift().isZero()) {
            value = Times.instant(value).plus(reference.shift()).toString();
        }
        for (Filter filter : reference.filters()) {
            value = filter.apply(value);
        }
        boolean bareTime = reference.isTime() && reference.filters().isEmpty();
        return bareTime ? Filter.named("iso").apply(value) : value;
    }

    private String plain(Reference reference, String template) {
        return switch (reference.kind()) {
            case FIELD -> field(reference, template).asString();
            case EACH -> carried.getOrDefault(EACH, "");
            case CURSOR -> cursor == null ? "" : cursor;
            case NOW -> there(now, "the time").toString();
            case WINDOW_FROM -> there(window, "a window").from().toString();
            case WINDOW_TO -> there(window, "a window").last().toString();
        };
    }

    private static <T> T there(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException(
                    "a template was filled without " + what + ". This is a defect of the connector");
        }
        return value;
    }

    private JsonNode field(Reference reference, String template) {
        JsonNode record = records.get(reference.stream());
        String text = carried.get(reference.key());
        if (record == null && text != null) {
            return JSON.readTree(text);
        }
        JsonNode value = record == null ? JSON.missingNode() : Fields.of(record, reference.name());
        if (!value.isValueNode() || value.isNull()) {
            throw new PermanentException("a record of stream '%s' has no '%s' for '%s'"
                    .formatted(reference.stream(), reference.name(), template));
        }
        return value;
    }
}
