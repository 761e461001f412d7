package dev.headrace.engine.strand;

import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * A place that held a carrier for longer than the limit.
 *
 * @param strand the strand whose task it was; {@code parallel} for work that belongs to no connector
 * @param kind how it held the carrier
 * @param site where
 * @param start when the first such task began
 * @param lost how long the strand stood still, all occurrences together
 * @param occurrences how many tasks were found there, at least 1
 * @param running whether one of them had not ended when this was made
 */
public record BlockingVerdict(
        String strand, Verdict kind, Site site, Instant start, Duration lost, long occurrences, boolean running) {

    /** One sentence for a log or a report, without the stack. */
    public String sentence() {
        String times = occurrences == 1 ? "" : " in %s tasks".formatted(occurrences);
        String still = running ? " so far" : "";
        return "strand '%s' %s %s ms%s%s %s"
                .formatted(strand, kind.verb(), lost.toMillis(), still, times, site.sentence());
    }

    BlockingVerdict again() {
        return new BlockingVerdict(strand, kind, site, start, lost, occurrences + 1, true);
    }

    BlockingVerdict lost(Duration more, boolean stillRunning) {
        return new BlockingVerdict(strand, kind, site, start, lost.plus(more), occurrences, stillRunning);
    }
}
