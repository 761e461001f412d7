package dev.headrace.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one work item gave: records, follow-up items and a proposal for the cursor of its scope. All of it becomes durable in
 * one commit, or none of it.
 *
 * <p>Not thread-safe; a step belongs to the connector until it is returned, and to the engine from then on. A step may be
 * empty.
 */
public final class Step {
    /** Enough to see which field may be meant. */
    private static final int FIELDS_TOLD = 20;

    /**
     * A follow-up item and what to do when an equal item was already met in the run.
     *
     * @param item the item
     * @param page true if a repetition is an endless pagination, which fails; false if it is dropped and counted
     */
    public record FollowUp(WorkItem item, boolean page) {}

    /**
     * The proposal for a scope's cursor.
     *
     * @param value the cursor
     * @param largest true if the larger of two proposals of a scope wins, false if the later committed one wins
     */
    public record CursorProposal(String value, boolean largest) {}

    private final List<CollectedRecord> records = new ArrayList<>();
    private final List<FollowUp> followUps = new ArrayList<>();
    private @Nullable CursorProposal cursor;

    private Step() {}

    /** A step without anything; to be filled, or to be returned as it is when there is nothing new. */
    public static Step empty() {
        return new Step();
    }

    /** Adds a record; {@code id} is kept as its {@link Object#toString()}. */
    @CanIgnoreReturnValue
    public Step emit(String stream, Object id, JsonNode data) {
        records.add(new CollectedRecord(
                stream, Objects.requireNonNull(id, "id is null").toString(), data));
        return this;
    }

    /**
     * Adds every element of an array as a record.
     *
     * @param idField the name of the field whose value is the id, or a JSON Pointer (RFC 6901) when it begins with {@code /}
     * @throws PermanentException if an element has no such field, naming the field and the element's position
     */
    @CanIgnoreReturnValue
    public Step emitAll(String stream, String idField, Iterable<? extends JsonNode> elements) {
        int position = 0;
        for (JsonNode element : elements) {
            JsonNode id = idField.startsWith("/") ? element.at(idField) : element.path(idField);
            if (id.isMissingNode() || id.isNull() || id.isContainer()) {
                throw new PermanentException("record %d of stream '%s' has no id: its field '%s' is %s, of %s"
                        .formatted(
                                position,
                                stream,
                                idField,
                                id.isContainer() ? "not a single value" : "missing",
                                element.propertyNames().stream()
                                        .limit(FIELDS_TOLD)
                                        .toList()));
            }
            emit(stream, id.asString(), element);
            position++;
        }
        return this;
    }

    /** Adds an item to be done next; dropped and counted if an equal item was already met in the run. */
    @CanIgnoreReturnValue
    public Step then(WorkItem item) {
        followUps.add(new FollowUp(Objects.requireNonNull(item, "item is null"), false));
        return this;
    }

    /** Adds items to be done next. */
    @CanIgnoreReturnValue
    public Step then(Collection<WorkItem> items) {
        items.forEach(this::then);
        return this;
    }

    /**
     * Adds the next page of a walk. A page that was already met in the run means that the pagination is endless: the walk then
     * ends with a failed item that says so, and the scope stays incomplete.
     */
    @CanIgnoreReturnValue
    public Step thenPage(WorkItem page) {
        followUps.add(new FollowUp(Objects.requireNonNull(page, "page is null"), true));
        return this;
    }

    /**
     * Proposes a cursor for the scope of the item. The largest proposal of a scope wins: compared as numbers when both are
     * whole numbers, otherwise as text. It is stored when every item of the scope has succeeded.
     */
    @CanIgnoreReturnValue
    public Step cursor(String value) {
        Objects.requireNonNull(value, "cursor is null");
        if (cursor == null || CursorOrder.INSTANCE.compare(value, cursor.value()) > 0) {
            cursor = new CursorProposal(value, true);
        }
        return this;
    }

    /** Proposes a cursor without an order, such as a feed's position: the proposal of the last committed step wins. */
    @CanIgnoreReturnValue
    public Step lastCursor(String value) {
        cursor = new CursorProposal(Objects.requireNonNull(value, "cursor is null"), false);
        return this;
    }

    /** The records, in the order in which they were added; unmodifiable view. */
    public List<CollectedRecord> records() {
        return Collections.unmodifiableList(records);
    }

    /** The follow-up items, in the order in which they were added; unmodifiable view. */
    public List<FollowUp> followUps() {
        return Collections.unmodifiableList(followUps);
    }

    /** The proposal for the cursor, or empty. */
    public Optional<CursorProposal> cursor() {
        return Optional.ofNullable(cursor);
    }
}
