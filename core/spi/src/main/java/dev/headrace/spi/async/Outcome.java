package dev.headrace.spi.async;

import org.jspecify.annotations.Nullable;

/**
 * What became of one input of a {@link Gather}: exactly one of four things, for ever.
 *
 * <p>Immutable; as thread-safe as the input and the value are.
 *
 * @param <I> the input
 * @param <O> the value of a success
 */
public sealed interface Outcome<I extends @Nullable Object, O extends @Nullable Object> {
    /** The input's position, counted from 0 in the order of iteration. */
    long index();

    /** The input, as the iterator gave it. */
    I input();

    /**
     * The stage completed with a value.
     *
     * @param value null when the stage completed with null
     */
    record Success<I extends @Nullable Object, O extends @Nullable Object>(long index, I input, O value)
            implements Outcome<I, O> {}

    /**
     * The mapper threw, returned no stage, or its stage failed or took longer than the item timeout.
     *
     * @param cause never a {@link java.util.concurrent.CompletionException} around something else; a
     *     {@link java.util.concurrent.TimeoutException} of the item timeout names the input and the limit
     */
    record Failure<I extends @Nullable Object, O extends @Nullable Object>(long index, I input, Throwable cause)
            implements Outcome<I, O> {}

    /**
     * The work was begun and then abandoned: what it did is unknown, and it may have had side effects.
     *
     * @param reason a sentence
     */
    record Cancelled<I extends @Nullable Object, O extends @Nullable Object>(long index, I input, String reason)
            implements Outcome<I, O> {}

    /**
     * The mapper was never called for this input, so it is safe to run it again.
     *
     * @param reason a sentence
     */
    record NotStarted<I extends @Nullable Object, O extends @Nullable Object>(long index, I input, String reason)
            implements Outcome<I, O> {}
}
