package dev.headrace.testkit.assertions;

import dev.headrace.spi.async.Outcome;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what became of one input. For one thread.
 *
 * @param <I> the input
 * @param <O> its value
 */
public final class OutcomeAssert<I extends @Nullable Object, O extends @Nullable Object>
        extends AbstractAssert<OutcomeAssert<I, O>, Outcome<I, O>> {
    OutcomeAssert(@Nullable Outcome<I, O> actual) {
        super(actual, OutcomeAssert.class);
    }

    /** It gave this value. */
    public OutcomeAssert<I, O> succeededWith(O value) {
        isInstanceOfSatisfying(
                Outcome.Success.class,
                success -> Assertions.assertThat(success.value())
                        .as("value of %s", actual)
                        .isEqualTo(value));
        return this;
    }

    /** It failed; what follows is about the cause. */
    public AbstractThrowableAssert<?, ? extends Throwable> failedWith() {
        isInstanceOf(Outcome.Failure.class);
        return Assertions.assertThat(((Outcome.Failure<I, O>) actual).cause()).as("cause of %s", actual);
    }

    /** It was begun and given up. */
    public OutcomeAssert<I, O> wasCancelled() {
        return isInstanceOf(Outcome.Cancelled.class);
    }

    /** It was never begun. */
    public OutcomeAssert<I, O> wasNotStarted() {
        return isInstanceOf(Outcome.NotStarted.class);
    }
}
