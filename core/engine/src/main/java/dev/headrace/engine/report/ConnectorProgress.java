package dev.headrace.engine.report;

/**
 * Where one instance is at one moment of a run.
 *
 * @param name of the instance
 * @param state what it is doing
 * @param records handed to the store so far
 * @param requests sent so far
 * @param inFlight items under way
 * @param waitingItems items that wait for their turn
 * @param errors items that have failed so far
 * @param heldBy how its code holds the strand now, for people: {@code blocked at Glossary.java:27 (Thread.sleep)}; empty unless
 *     it does
 * @param waitingFor what most of its items under way wait for, for people; empty when nothing
 */
public record ConnectorProgress(
        String name,
        State state,
        long records,
        long requests,
        int inFlight,
        long waitingItems,
        long errors,
        String heldBy,
        String waitingFor) {

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
}
