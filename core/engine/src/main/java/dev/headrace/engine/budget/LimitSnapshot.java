package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;

/**
 * One limit at one instant, for the live view and the report.
 *
 * @param rules the rules in force, after configuration and merging
 * @param windows what each window holds now
 * @param underWay requests granted and not finished
 * @param waiting requests that wait, and that this limit holds back
 * @param pausedFor how long the upstream lets nobody through; zero when it does
 * @param waited the time of all requests that this limit held back, added up
 * @param grants requests granted
 * @param throttles times that the upstream refused; the refusals of requests that were under way together are one
 * @param waits requests that it held back
 * @param pauses the last ones, at most 100
 * @param learnt whether only answers tell of it
 */
public record LimitSnapshot(
        Limit rules,
        List<WindowUse> windows,
        int underWay,
        int waiting,
        Duration pausedFor,
        Duration waited,
        long grants,
        long throttles,
        long waits,
        List<Paused> pauses,
        boolean learnt) {
    /** How much of a window is used. */
    public record WindowUse(Limit.Window rule, int used) {}

    /**
     * A time in which nobody was let through.
     *
     * @param ago when it began, before the instant of the snapshot
     * @param length up to that instant, if it is not over
     * @param reason for people
     */
    public record Paused(Duration ago, Duration length, String reason) {}

    /** The limit's name. */
    public String name() {
        return rules.name();
    }
}
