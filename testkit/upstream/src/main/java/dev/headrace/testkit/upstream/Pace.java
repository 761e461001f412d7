package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * When the parts of a reply go out.
 *
 * @param delay from the request's arrival to the headers
 * @param signal what the answer waits for after the delay; null for nothing
 * @param dripBytes the size of a piece of the body; 0 for the whole body at once
 * @param dripInterval the pause between two pieces
 */
record Pace(Duration delay, @Nullable CompletionStage<?> signal, int dripBytes, Duration dripInterval) {
    static final Pace AT_ONCE = new Pace(Duration.ZERO, null, 0, Duration.ZERO);

    Pace delayedBy(Duration other) {
        return new Pace(other, signal, dripBytes, dripInterval);
    }

    Pace heldUntil(CompletionStage<?> other) {
        return new Pace(delay, other, dripBytes, dripInterval);
    }

    Pace drippedBy(int bytes, Duration interval) {
        return new Pace(delay, signal, bytes, interval);
    }
}
