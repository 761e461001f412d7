package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a limit allows in the long run, whatever is left of it now. Stateless. */
public final class LongRun {
    private LongRun() {}

    /**
     * The time between two requests, on average.
     *
     * @param each what a request takes, for a cap on those under way together
     * @return empty if the limit says nothing about it
     */
    public static Optional<Duration> perRequest(Limit limit, Duration each) {
        List<Duration> spans = new ArrayList<>();
        for (Limit.Window window : limit.windows()) {
            WindowLog log = new WindowLog(window, limit.mode());
            spans.add(Duration.ofNanos(log.span() / window.permits()));
        }
        limit.spacing().ifPresent(spans::add);
        limit.concurrency().ifPresent(together -> spans.add(each.dividedBy(together)));
        return spans.stream().max(Duration::compareTo).filter(span -> !span.isZero());
    }
}
