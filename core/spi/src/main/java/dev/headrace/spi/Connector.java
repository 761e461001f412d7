package dev.headrace.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * An open instance of a connector: a function from a work item to a step.
 *
 * <p>It owns no threads, timers, clients or loops. The engine owns what is to be done, in which order, how many at once, the
 * retries, the limits, the checkpoints and the cancellation. All methods are called on the instance's strand, so the code of
 * one instance never runs concurrently with itself; several items may be under way at once between two calls.
 */
public interface Connector extends AutoCloseable {
    /**
     * The first work items of a run. Must not do I/O. The same cursors give the same items.
     *
     * @param cursors what earlier runs have committed
     * @return a step, usually of {@link Step#then} only; never {@code null}
     */
    Step plan(Cursors cursors);

    /**
     * Does one bounded piece of work, usually one HTTP exchange. Must not block and must not keep state between items that
     * changes the result: an item may run again after a failure or a crash, in another process.
     *
     * @param item what to do
     * @param context the only way out: HTTP, blocking work, cancellation
     * @return a stage that gives the step; never {@code null}. A failed stage fails this item and no other.
     * @throws Exception the same as a failed stage
     */
    CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception;

    /** One cheap item whose success proves the address and the credentials; empty when there is none. */
    default Optional<WorkItem> probe() {
        return Optional.empty();
    }

    /** Frees what the instance holds. Called once, on the strand, after the last item has ended. Must not block. */
    @Override
    default void close() {}
}
