package dev.headrace.spi;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * What a connector has while it collects one item. Belongs to that item; its stages complete on the connector's strand.
 * Every stage that it hands out is tracked: one that is dropped is named in the run report.
 */
public interface StepContext {
    /** The only way to the network. */
    Http http();

    /** Which attempt at the item this is, counted from 1 over all runs. */
    int attempt();

    /** The cursors as they were when the run began, for scopes that are found while collecting. */
    Cursors cursors();

    /**
     * Runs work that must block, in a bounded pool of the engine. The only place for such code.
     *
     * @param work runs on a {@code headrace-blocking-N} thread, interrupted when the item is cancelled
     * @return its result, on the strand; failed with what it threw, or with a {@link TransientException} when the pool is full
     */
    <T> CompletionStage<T> blocking(Callable<T> work);
}
