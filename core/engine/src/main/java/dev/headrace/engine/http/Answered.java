package dev.headrace.engine.http;

import java.net.URI;
import java.time.Instant;

/**
 * An answer, whole.
 *
 * @param uri what was asked, without secrets
 * @param body as it came, or decompressed, depending on who holds it; not to be changed
 */
record Answered(int status, Fields fields, Octets body, URI uri, Instant receivedAt) {
    String contentType() {
        return fields.first("Content-Type").orElse("");
    }

    Answered decompressed(Octets decompressed) {
        return new Answered(status, fields, decompressed, uri, receivedAt);
    }
}
