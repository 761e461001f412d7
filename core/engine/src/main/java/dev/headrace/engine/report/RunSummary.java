package dev.headrace.engine.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run in a list of runs.
 *
 * @param id start in UTC and four hexadecimal digits: sorts by time
 * @param connectors the instances that it was to run, sorted
 * @param started by the wall clock
 * @param duration so far, for a run that goes on or ended abruptly as it was written down last
 * @param state how it stands
 * @param records committed
 * @param requests sent, with retries and redirects
 * @param failed items that did not succeed, except for those that were not done
 * @param boundBy what took most of its time, for people; empty where nothing says so
 * @param sentence as in its report; empty until it has ended
 * @param whole true if its document is still kept
 */
public record RunSummary(
        String id,
        List<String> connectors,
        Instant started,
        Duration duration,
        RunState state,
        long records,
        long requests,
        long failed,
        String boundBy,
        String sentence,
        boolean whole) {
    /** Copies the list. */
    public RunSummary {
        connectors = List.copyOf(connectors);
    }
}
