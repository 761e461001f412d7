package dev.headrace.spi;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One record on its way to the sinks. Made by {@link Step#emit}; a connector hands over the node and does not change it
 * afterwards.
 *
 * @param stream what kind of record it is, for example {@code issues}
 * @param id its identity in the stream; sinks that replace use it
 * @param data the record itself
 */
public record CollectedRecord(String stream, String id, JsonNode data) {
    /** @throws NullPointerException naming what is missing */
    public CollectedRecord {
        Objects.requireNonNull(stream, "stream is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(data, "data is null");
    }
}
