package dev.headrace.engine.strand;

import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * A place that held a carrier for longer than the limit, as the watchdog sees it.
 *
 * @param finding what and where; its owner is the strand's name, {@code parallel} for work that belongs to no connector
 * @param start when the first such task began
 * @param running whether one of the tasks had not ended when this was made
 */
public record BlockingVerdict(Finding finding, Instant start, boolean running) {

    /** The strand whose task it was. */
    public String strand() {
        return finding.work().owner();
    }

    /** How it held the carrier. */
    public Verdict kind() {
        return finding.verdict();
    }

    /** Where. */
    public Site site() {
        return finding.site();
    }

    /** How long the strand stood still, all occurrences together. */
    public Duration lost() {
        return finding.lost();
    }

    /** The finding's sentence, for a log. */
    public String sentence() {
        return finding.sentence() + (running ? ", and goes on" : "");
    }

    BlockingVerdict again() {
        return new BlockingVerdict(finding.again(), start, true);
    }

    BlockingVerdict lost(Duration more, boolean stillRunning) {
        return new BlockingVerdict(finding.lost(more), start, stillRunning);
    }
}
