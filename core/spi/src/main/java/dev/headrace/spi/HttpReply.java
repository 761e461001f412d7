package dev.headrace.spi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The answer to a call, whole and decoded. Immutable and thread-safe. */
public interface HttpReply {
    /** The status code, one that the call accepts. */
    int status();

    /** The address that answered, after redirects, without a secret in its query. */
    URI uri();

    /** The first value of a header field; names are compared without regard to case. */
    Optional<String> header(String name);

    /** All values of a header field, in their order. */
    List<String> headers(String name);

    /**
     * The target of a {@code Link} header field with the given relation (RFC 8288), resolved against {@link #uri()}.
     *
     * @param rel for example {@code next}
     */
    Optional<URI> link(String rel);

    /** The body as a tree, as the call's {@link BodyDecoder} gave it; a missing node when there was no body. */
    JsonNode json();

    /** The body as text, in the charset of the {@code Content-Type}, otherwise UTF-8. */
    String text();

    /** The body after decompression; a copy. */
    byte[] bytes();

    /** Where to go on in a body that is read in batches, see {@link HttpCall#streamedBy}; empty when this is all. */
    default Optional<String> rest() {
        return Optional.empty();
    }

    /** When the last byte arrived. */
    Instant receivedAt();

    /** True if the upstream said that nothing has changed since the last complete collection (status 304). */
    default boolean notModified() {
        return status() == 304;
    }
}
