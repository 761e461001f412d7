package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.spi.Limit.Unit;
import dev.headrace.spi.Limit.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows in fields of families: {@code X-Rate-Limit-Limit: 5} and {@code X-Rate-Limit-Interval: 1s} (Crossref), and {@code
 * RateLimit-Limit: 100, 100;w=60} of draft-ietf-httpapi-ratelimit-headers-03.
 */
final class FamilyWindows {
    private FamilyWindows() {}

    static List<Policy> read(Spoken spoken) {
        List<Policy> windows = List.of();
        for (Family family : spoken.families()) {
            String limit = family.limit;
            if (limit != null && family.first.countsRequests()) {
                windows = with(windows, window(family, limit));
            }
        }
        return windows;
    }

    private static List<Policy> with(List<Policy> windows, List<Policy> more) {
        if (windows.isEmpty() || more.isEmpty()) {
            return windows.isEmpty() ? more : windows;
        }
        List<Policy> both = new ArrayList<>(windows);
        both.addAll(more);
        return both;
    }

    private static List<Policy> window(Family family, String limit) {
        String interval = family.interval;
        if (interval != null) {
            return told(family.first.bucket(), limit, interval).map(List::of).orElse(List.of());
        }
        return limit.indexOf(';') < 0 ? List.of() : PolicyQuotas.windows(PolicyQuotas.items(limit));
    }

    private static Optional<Policy> told(String name, String limit, String interval) {
        Optional<BigDecimal> most = Numbers.parse(limit).filter(count -> count.signum() > 0);
        Optional<Duration> length = GoDuration.parse(interval.strip())
                .or(() -> Numbers.parse(interval).map(Numbers::seconds))
                .filter(span -> !span.isZero() && ResetTime.isCredible(span));
        if (most.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        int permits = (int) Math.min(Integer.MAX_VALUE, Numbers.whole(most.get()));
        return permits < 1
                ? Optional.empty()
                : Optional.of(new Policy(name, Unit.COST, new Window(permits, length.get()), false));
    }
}
