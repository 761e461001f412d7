package dev.headrace.engine.timer;

/** One action that a {@link Timer} will hand over. Thread-safe. */
public interface Timeout {
    /**
     * Calls the action off, even if it has been handed over and waits in its executor's queue.
     *
     * @return true if the action will never start; false if it has started, or was called off before
     */
    boolean cancel();
}
