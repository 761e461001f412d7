package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** When a limit was paused, and why. Guarded by the kernel's lock. */
final class PauseLog {
    /** An upstream that refuses all day long has many; the last ones say enough. */
    private static final int MOST = 100;

    private record Span(long from, long until, String reason) {}

    private final Deque<Span> spans = new ArrayDeque<>();

    /** A pause begins, or the one under way goes on for longer. */
    void add(long now, long until, String reason) {
        Span last = spans.peekLast();
        if (last != null && now < last.until()) {
            extend(until);
            return;
        }
        spans.add(new Span(now, until, reason));
        if (spans.size() > MOST) {
            spans.removeFirst();
        }
    }

    /** The last pause ends then, if that is later than was known. */
    void extend(long until) {
        Span last = spans.peekLast();
        if (last != null && until > last.until()) {
            spans.removeLast();
            spans.add(new Span(last.from(), until, last.reason()));
        }
    }

    /** Those so far; one that goes on lasts until now. */
    List<LimitSnapshot.Paused> all(long now) {
        List<LimitSnapshot.Paused> all = new ArrayList<>();
        for (Span span : spans) {
            Duration length = Duration.ofNanos(Math.min(now, span.until()) - span.from());
            all.add(new LimitSnapshot.Paused(Duration.ofNanos(now - span.from()), length, span.reason()));
        }
        return all;
    }
}
