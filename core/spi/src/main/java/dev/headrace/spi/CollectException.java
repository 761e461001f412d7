package dev.headrace.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a connector throws, or fails a stage with, to say what a failure means. Anything else that it throws is taken as a
 * defect of the connector, which is permanent.
 */
public abstract sealed class CollectException extends RuntimeException permits TransientException, PermanentException {
    private static final long serialVersionUID = 1;

    CollectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
