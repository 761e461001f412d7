package dev.headrace.testkit.assertions;

import dev.headrace.spi.async.Gathered;
import dev.headrace.spi.async.Outcome;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on everything that a {@code gather} kept. For one thread.
 *
 * @param <I> an input
 * @param <O> a value
 */
public final class GatheredAssert<I extends @Nullable Object, O extends @Nullable Object>
        extends AbstractAssert<GatheredAssert<I, O>, Gathered<I, O>> {
    GatheredAssert(@Nullable Gathered<I, O> actual) {
        super(actual, GatheredAssert.class);
    }

    /** Every input gave a value. */
    public GatheredAssert<I, O> isComplete() {
        isNotNull();
        Assertions.assertThat(actual.outcomes())
                .as("outcomes of a complete gather")
                .allMatch(outcome -> outcome instanceof Outcome.Success);
        return this;
    }

    /** The values are these, in the order of their inputs. */
    public GatheredAssert<I, O> hasValues(List<? extends O> values) {
        isNotNull();
        Assertions.assertThat(actual.values())
                .as("values of %s", actual.summary())
                .containsExactlyElementsOf(values);
        return this;
    }

    /** These inputs failed, and no others, in this order. */
    public GatheredAssert<I, O> failedOnlyFor(List<? extends I> inputs) {
        isNotNull();
        Assertions.assertThat(actual.failures())
                .as("failures of %s", actual.summary())
                .extracting(Outcome.Failure::input)
                .containsExactlyElementsOf(inputs);
        return this;
    }
}
