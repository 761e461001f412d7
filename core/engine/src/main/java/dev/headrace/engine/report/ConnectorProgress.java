package dev.headrace.engine.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where one instance is at one moment of a run.
 *
 * @param name of the instance
 * @param state what it is doing
 * @param records handed to the store so far
 * @param requests sent so far
 * @param throttles answers so far that told it to slow down
 * @param items its work
 * @param failures its items that have failed so far
 * @param heldBy how its code holds the strand now, for people: {@code blocked at Glossary.java:27 (Thread.sleep)}; empty unless
 *     it does
 * @param waitingFor the limit that most of its waiting requests wait for; empty when none waits
 * @param problem why it could not run or was given up, for people; empty when it runs
 */
public record ConnectorProgress(
        String name,
        State state,
        long records,
        long requests,
        long throttles,
        Items items,
        Failures failures,
        String heldBy,
        Optional<Wait> waitingFor,
        String problem) {

    /** What an instance is doing. */
    public enum State {
        /** Items are under way or waiting. */
        RUNNING,
        /** All its items have ended. */
        DONE,
        /** Its code holds the strand; see the verdict. */
        BLOCKED,
        /** It could not be opened, or was given up. */
        DISABLED
    }

    /**
     * How many items are where.
     *
     * @param inFlight under way
     * @param waiting for their turn
     * @param ended in this run, however they did
     */
    public record Items(int inFlight, long waiting, long ended) {
        /** None at all. */
        public static final Items NONE = new Items(0, 0, 0);

        /** All that are known so far. */
        public long known() {
            return inFlight + waiting + ended;
        }
    }

    /**
     * The items that have failed.
     *
     * @param total all of them
     * @param newest at most {@link #KEPT} of them, oldest first
     */
    public record Failures(long total, List<FailedItem> newest) {
        /** The most failed items that are kept for a reader who comes once a second. */
        public static final int KEPT = 200;

        /** None at all. */
        public static final Failures NONE = new Failures(0, List.of());

        /** Copies the list. */
        public Failures {
            newest = List.copyOf(newest);
        }

        /**
         * Those that came after an earlier look, as far as they are still kept.
         *
         * @param before the total then
         */
        public List<FailedItem> since(long before) {
            int more = (int) Math.min(newest.size(), Math.max(0, total - before));
            return newest.subList(newest.size() - more, newest.size());
        }
    }

    /**
     * A wait for a limit.
     *
     * @param limit its name
     * @param requests how many wait for it
     * @param opensIn how long until the next may go; empty when that depends on the end of another request
     * @param paused true if the upstream lets nobody through now: it has refused a request, or said that nothing is left
     */
    public record Wait(String limit, int requests, Optional<Duration> opensIn, boolean paused) {}
}
