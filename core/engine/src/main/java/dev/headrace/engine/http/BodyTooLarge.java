package dev.headrace.engine.http;

import java.io.IOException;

/** A body is larger than allowed. Without a stack trace: the message says all. */
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    BodyTooLarge(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
