package dev.headrace.spi.async;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All outcomes of a {@link Gather}, in the order of the inputs.
 *
 * @param outcomes one for each input that is known of; {@code outcomes.get(i).index() == i}
 * @param summary the same in numbers, and why it ended
 */
public record Gathered<I extends @Nullable Object, O extends @Nullable Object>(
        List<Outcome<I, O>> outcomes, Summary summary) {
    /** Keeps an unmodifiable copy of the list. */
    public Gathered {
        outcomes = List.copyOf(outcomes);
    }

    /** The values of those that succeeded, in the order of the inputs; an unmodifiable list that may hold nulls. */
    public List<O> values() {
        List<O> values = new ArrayList<>();
        for (Outcome<I, O> outcome : outcomes) {
            if (outcome instanceof Outcome.Success<I, O> success) {
                values.add(success.value());
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** Those that failed, in the order of the inputs; an unmodifiable list. */
    public List<Outcome.Failure<I, O>> failures() {
        List<Outcome.Failure<I, O>> failures = new ArrayList<>();
        for (Outcome<I, O> outcome : outcomes) {
            if (outcome instanceof Outcome.Failure<I, O> failure) {
                failures.add(failure);
            }
        }
        return List.copyOf(failures);
    }

    /**
     * The values of all inputs, in their order.
     *
     * @return an unmodifiable list that may hold nulls
     * @throws GatherException if anything is missing, that is, unless {@link Summary#complete}
     */
    public List<O> valuesOrThrow() throws GatherException {
        if (!summary.complete()) {
            throw GatherException.of(this);
        }
        return values();
    }
}
