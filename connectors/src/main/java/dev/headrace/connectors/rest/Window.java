package dev.headrace.connectors.rest;

import dev.headrace.spi.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A span of time that one walk asks for. Immutable.
 *
 * @param gap what the end that the upstream is told lies before the beginning of the next window, for upstreams that include both ends
 */
record Window(Instant from, Instant to, Duration gap) {
    private static final String FROM = "window-from";
    private static final String TO = "window-to";
    private static final String GAP = "window-gap";

    static Optional<Window> of(WorkItem item) {
        return item.optionalArg(FROM)
                .map(from ->
                        new Window(Instant.parse(from), Instant.parse(item.arg(TO)), Duration.parse(item.arg(GAP))));
    }

    WorkItem in(WorkItem item) {
        return item.with(FROM, from).with(TO, to).with(GAP, gap);
    }

    /** The end as the upstream is told it. */
    Instant last() {
        return to.minus(gap);
    }

    /** Two windows of the same length that are this one together; empty when it is too short to be split. */
    Optional<List<Window>> halves(Duration least) {
        Duration half = Duration.between(from, to).dividedBy(2).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        if (half.compareTo(least) < 0) {
            return Optional.empty();
        }
        Instant middle = from.plus(half);
        return Optional.of(List.of(new Window(from, middle, gap), new Window(middle, to, gap)));
    }
}
