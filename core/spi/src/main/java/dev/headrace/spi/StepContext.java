package dev.headrace.spi;

import dev.headrace.spi.async.Cancellation;
import dev.headrace.spi.async.Gathered;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a connector has while it collects one item. Belongs to that item; its stages complete on the connector's strand.
 * Every stage that it hands out is tracked: one that is dropped is named in the run report.
 */
public interface StepContext {
    /** The only way to the network. */
    Http http();

    /** Told when the item's result is no longer wanted. */
    Cancellation cancellation();

    /** Which attempt at the item this is, counted from 1 over all runs. */
    int attempt();

    /**
     * The date and time when this attempt began, by the clock that drives the run: a test's, where one does. For what an upstream is
     * asked about the present, such as the end of a window of time. A plan has no clock, so that the same cursors give the same items.
     */
    default Instant now() {
        return Instant.now();
    }

    /** The cursors as they were when the run began, for scopes that are found while collecting. */
    Cursors cursors();

    /**
     * Runs work that must block, in a bounded pool of the engine. The only place for such code.
     *
     * @param work runs on a {@code headrace-blocking-N} thread, interrupted when the item is cancelled
     * @return its result, on the strand; failed with what it threw, or with a {@link TransientException} when the pool is full
     */
    <T> CompletionStage<T> blocking(Callable<T> work);

    /**
     * Applies a function to inputs, a bounded number at once, and keeps every outcome: one failure loses nothing else.
     *
     * @param concurrency how many at once, at least 1
     * @param mapper runs on the strand; must not block
     * @return all outcomes in the order of the inputs, on the strand; never fails because an input failed
     */
    <I, O> CompletionStage<Gathered<I, O>> gather(
            Collection<? extends I> inputs, int concurrency, Function<? super I, ? extends CompletionStage<O>> mapper);
}
