package dev.headrace.engine.timer;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs actions later. The port that a virtual clock takes the place of. Thread-safe. */
public interface Timer {
    /**
     * Hands an action to an executor after a delay. The action never runs on the timer's own thread unless the executor says so.
     *
     * @param delay none or negative is at once, still by way of the timer; more than 146 years is as long as that
     * @param target where the action runs, usually a strand
     * @param action what it throws is the executor's to handle
     * @return what calls it off; may be ignored
     * @throws java.util.concurrent.RejectedExecutionException if the timer is closed
     */
    Timeout after(Duration delay, Executor target, Runnable action);
}
