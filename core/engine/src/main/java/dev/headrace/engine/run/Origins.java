package dev.headrace.engine.run;

import dev.headrace.engine.cause.Trail;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What led to the items of an instance that wait in the store. It gives the newest out first, so the latest are kept, and of those before
 * nobody knows. Confined to the scheduler's strand.
 */
final class Origins {
    private static final int MOST = 256;

    private record Queued(Trail trail, int items) {}

    private final Deque<Queued> latest = new ArrayDeque<>();

    /** So many items went to the store after this. */
    void queued(Trail trail, int items) {
        if (items > 0) {
            latest.addFirst(new Queued(trail, items));
            if (latest.size() > MOST) {
                latest.removeLast();
            }
        }
    }

    /** The newest came back; {@code null} if nobody knows what led to it. */
    @Nullable
    Trail leased() {
        Queued newest = latest.pollFirst();
        if (newest == null) {
            return null;
        }
        if (newest.items() > 1) {
            latest.addFirst(new Queued(newest.trail(), newest.items() - 1));
        }
        return newest.trail();
    }
}
