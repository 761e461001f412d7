package dev.headrace.engine.strand;

import dev.headrace.detector.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strand's verdicts, one for each place, at most so many. Written by the watchdog, read by anyone; guarded by its monitor. */
final class VerdictBook {
    private final StrandClock clock;
    private final int most;
    private final Map<SiteKey, BlockingVerdict> verdicts = new LinkedHashMap<>();

    VerdictBook(StrandClock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Another task was found at a place; true if the place is new. */
    synchronized boolean found(SiteKey key, BlockingVerdict occurrence) {
        BlockingVerdict known = verdicts.get(key);
        if (known != null) {
            verdicts.put(key, known.again());
        } else if (verdicts.size() < most) {
            verdicts.put(key, occurrence);
        }
        return known == null;
    }

    /** A task at that place lost more time. */
    synchronized void lose(SiteKey key, Duration more, boolean running) {
        verdicts.computeIfPresent(key, (place, verdict) -> verdict.lost(more, running));
        if (key.kind() != Verdict.CPU) {
            clock.addBlocked(more);
        }
    }

    synchronized List<BlockingVerdict> all() {
        return List.copyOf(verdicts.values());
    }
}
