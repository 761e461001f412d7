package dev.headrace.detector;

import java.time.Duration;
import java.util.Locale;

/**
 * A place where a watched thread blocked, whichever detector found it. Immutable.
 *
 * @param verdict how it was held
 * @param detector what found it
 * @param site where: the JDK's frame, the library's, the connector's
 * @param thread the name of the thread, of the first occurrence
 * @param work what the thread was working at, of the first occurrence
 * @param lost how long the thread was held, all occurrences together; zero where nothing measured it
 * @param times how often, at least 1
 */
public record Finding(
        Verdict verdict, Detector detector, Site site, String thread, Assignment work, Duration lost, long times) {

    /** All but the stack in one sentence, without a full stop: how a finding looks in every log, report and failed test. */
    public String sentence() {
        String on = "thread '" + thread + "'";
        String who = work.isKnown() ? work + " (" + on + ")" : on;
        return "%s %s%s%s %s%s".formatted(who, verdict.verb(), howLong(), howOften(), site.sentence(), through());
    }

    /** Who, how long and the line, for a row of a table: {@code 'wiki' waited 1500.0 ms, 3 times, at Glossary.java:26 (Thread.sleep)}. */
    public String brief() {
        String who = work.isKnown() ? Assignment.of(work.owner()).toString() : "thread '" + thread + "'";
        return "%s %s%s%s at %s".formatted(who, verdict.verb(), howLong(), howOften(), site.brief());
    }

    /** The same place, found once more. */
    public Finding again() {
        return new Finding(verdict, detector, site, thread, work, lost, times + 1);
    }

    /** The same place, which has cost more time. */
    public Finding lost(Duration more) {
        return new Finding(verdict, detector, site, thread, work, lost.plus(more), times);
    }

    private String howLong() {
        return lost.isZero() ? "" : String.format(Locale.ROOT, " %.1f ms", lost.toNanos() / 1e6);
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
