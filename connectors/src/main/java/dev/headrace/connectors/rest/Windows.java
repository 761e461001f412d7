package dev.headrace.connectors.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spans of time that a list is asked for in, one walk each. Immutable.
 *
 * @param first the beginning of the first window of the first run
 * @param size the length of a window; the last one of a run may be shorter
 * @param gap see {@link Window}
 * @param lag how long before the present the last window ends, for upstreams that show their newest records late
 */
record Windows(Instant first, Duration size, Duration gap, Duration lag, Optional<Split> split) {
    /**
     * All windows of a run.
     *
     * @param position the end of the last window of the run before
     */
    List<Window> since(Optional<Instant> position, Instant now) {
        Instant end = now.minus(lag).truncatedTo(ChronoUnit.SECONDS);
        List<Window> windows = new ArrayList<>();
        for (Instant from = position.orElse(first); from.isBefore(end); from = from.plus(size)) {
            Instant to = from.plus(size);
            windows.add(new Window(from, to.isBefore(end) ? to : end, gap));
        }
        return windows;
    }
}
