package dev.headrace.engine.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** An attempt took too long. Without a stack trace: it would show the timer. */
final class AttemptTimeout extends TimeoutException {
    private static final long serialVersionUID = 1;

    AttemptTimeout(Duration longest) {
        super("no complete answer within %s (http.attempt-timeout)".formatted(Texts.of(longest)));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
