package dev.headrace.engine.store;

import org.jspecify.annotations.Nullable;

/** The state cannot be used, or no longer: the run ends. The message names the file and says what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
