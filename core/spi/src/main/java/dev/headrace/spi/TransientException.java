package dev.headrace.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same item may succeed later: the engine tries it again, at most as often as configured. */
public final class TransientException extends CollectException {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /** @param message what happened, with the offending value */
    public TransientException(String message) {
        this(message, null, null);
    }

    /** @param cause may be {@code null} */
    public TransientException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /**
     * @param retryAfter the least time to wait before the next attempt; {@code null} leaves it to the engine
     * @param cause may be {@code null}
     */
    public TransientException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** The least time to wait before the next attempt; empty leaves it to the engine. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
