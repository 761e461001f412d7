package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpCall;
import java.util.stream.Stream;

/** What is posted. Immutable. */
interface Body {
    /** What it takes values from. */
    Stream<Reference> references();

    /** The body with its values, as text. */
    String fill(Known known);

    /**
     * What {@link #fill} made, with the value that changes from page to page in its place.
     *
     * @param place its name is not empty
     */
    String put(String filled, Place place, String value);

    /** The value of {@code Content-Type}. */
    String contentType();

    /** A search by {@code POST} changes nothing, so it may be sent again like a {@code GET}. */
    default HttpCall post(String target, String filled) {
        byte[] content = filled.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return HttpCall.post(target, content, contentType()).repeatable();
    }
}
