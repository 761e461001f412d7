package dev.headrace.spi;

import org.jspecify.annotations.Nullable;

/** The same item will fail again: the engine records the failure and does not try again in this run. */
public final class PermanentException extends CollectException {
    private static final long serialVersionUID = 1;

    /** @param message what happened, with the offending value */
    public PermanentException(String message) {
        super(message, null);
    }

    /** @param cause may be {@code null} */
    public PermanentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
