package dev.headrace.detector;

import java.time.Duration;

/**
 * A place where a watched thread blocked. Immutable.
 *
 * @param verdict how it was held
 * @param detector what found it
 * @param site where: the JDK's frame, the library's, the connector's
 * @param thread the name of the thread, of the first occurrence
 * @param work what the thread was working at, of the first occurrence; empty if it is not known
 * @param lost how long the thread was held, all occurrences together; zero where nothing measured it
 * @param times how often, at least 1
 */
public record Finding(
        Verdict verdict, Detector detector, Site site, String thread, String work, Duration lost, long times) {

    /** One sentence for a report, without the stack. */
    public String sentence() {
        String who = work.isEmpty() ? "thread '" + thread + "'" : work + " (thread '" + thread + "')";
        return "%s %s%s%s %s%s".formatted(who, verdict.verb(), howLong(), howOften(), site.sentence(), through());
    }

    Finding again() {
        return new Finding(verdict, detector, site, thread, work, lost, times + 1);
    }

    Finding lost(Duration more) {
        return new Finding(verdict, detector, site, thread, work, lost.plus(more), times);
    }

    private String howLong() {
        return lost.isZero() ? "" : " %.1f ms".formatted(lost.toNanos() / 1e6);
    }

    private String howOften() {
        return times == 1 ? "" : ", %s times,".formatted(times);
    }

    private String through() {
        return site.libraryFrame()
                .map(frame -> ", through " + Site.method(frame))
                .orElse("");
    }
}
