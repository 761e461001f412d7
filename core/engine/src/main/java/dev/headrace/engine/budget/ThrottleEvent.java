package dev.headrace.engine.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An upstream refused for a limit. The refusals of requests that were under way together are one event.
 *
 * @param asked what the upstream asked for; null if it did not say
 */
record ThrottleEvent(
        String limit, String consumer, @Nullable Duration asked, Duration pause, int waiting) {
    /** The line in the log. */
    @Override
    public String toString() {
        return "limit '%s' is paused for %s: %s; %s more wait for it"
                .formatted(limit, Nanos.text(pause), reason(), waiting);
    }

    /** Why the limit is paused. */
    String reason() {
        String hint = asked == null ? "did not say for how long" : "asked for " + Nanos.text(asked);
        return "the upstream refused a request of %s and %s".formatted(consumer, hint);
    }
}
