package dev.headrace.spi.async;

import org.jspecify.annotations.Nullable;

/**
 * The account of a {@link Gather}: every input that is known of is in exactly one of the four sums.
 *
 * @param stop why it ended
 * @param started inputs that the mapper was called for: {@code succeeded + failed + cancelled}
 * @param succeeded inputs whose stage completed with a value
 * @param failed inputs that ended in a failure, timeouts of single items among them
 * @param cancelled inputs whose work was abandoned
 * @param notStarted inputs that the mapper was never called for. Inputs that are a {@link java.util.Collection} are
 *     counted to the last one; of inputs that are pulled lazily, those left in the iterator are not known
 * @param problem what broke beside the items: the exception of the iterator, of the receiver of outcomes, or of an
 *     executor that refused; null when nothing did
 */
public record Summary(
        Stop stop,
        long started,
        long succeeded,
        long failed,
        long cancelled,
        long notStarted,
        @Nullable Throwable problem) {
    /** Whether nothing is missing: the inputs were exhausted and each of them succeeded. True for no inputs at all. */
    public boolean complete() {
        return stop == Stop.EXHAUSTED && failed == 0 && cancelled == 0 && notStarted == 0;
    }

    /** The inputs that have an outcome: {@code started + notStarted}. */
    public long outcomes() {
        return started + notStarted;
    }
}
