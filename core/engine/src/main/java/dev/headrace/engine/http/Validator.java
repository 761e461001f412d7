package dev.headrace.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * What an upstream gave with an answer, to ask later whether it still holds (RFC 9110, 8.8). Opaque texts.
 *
 * @param etag the value of {@code ETag} with its quotes, {@code null} when there was none
 * @param lastModified the value of {@code Last-Modified}, {@code null} when there was none
 */
public record Validator(@Nullable String etag, @Nullable String lastModified) {
    /** Whether there is nothing to ask with. */
    boolean isEmpty() {
        return etag == null && lastModified == null;
    }
}
