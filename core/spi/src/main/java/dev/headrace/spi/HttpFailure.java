package dev.headrace.spi;

import java.net.URI;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no answer of use, after all its retries. The message names method, address (without secrets), status, what
 * was tried, and the first bytes of the body.
 */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong, as far as it can be told. */
    public enum Kind {
        /** The upstream answered with a status that the call does not accept. */
        STATUS,
        /** The upstream throttled for longer than the run may wait. */
        THROTTLED,
        /** No connection, or it broke, or the address does not resolve. */
        CONNECTION,
        /** No complete answer within the deadline. */
        TIMEOUT,
        /** The answer is larger than allowed, before or after decompression. */
        TOO_LARGE,
        /** The body is not what the decoder expects. */
        MALFORMED,
        /** A redirect that must not be followed, or too many of them. */
        REDIRECT,
        /** The request was refused before it was sent, for example because its target is not allowed. */
        REFUSED,
        /** The run is ending, or the item was cancelled. */
        CANCELLED
    }

    private final Kind kind;
    private final int status;
    private final URI uri;
    private final boolean mayRetry;

    /**
     * @param status 0 when there was no answer
     * @param uri without secrets
     * @param mayRetry true if the same request may succeed later
     */
    public HttpFailure(Kind kind, int status, URI uri, boolean mayRetry, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.uri = uri;
        this.mayRetry = mayRetry;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The status of the last answer, or empty when there was none. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The address of the last attempt, without secrets. */
    public URI uri() {
        return uri;
    }

    /** True if the same request may succeed later, for example after a 503. */
    public boolean mayRetry() {
        return mayRetry;
    }
}
