package dev.headrace.spi.async;

import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The inputs, numbered as they are pulled. Confined to the loop, which guards each call: iterators may throw. */
final class Inputs<I extends @Nullable Object> {
    private final Iterable<? extends I> source;
    private @Nullable Iterator<? extends I> iterator;
    private long pulled;
    private boolean exhausted;
    private boolean abandoned;

    Inputs(Iterable<? extends I> source) {
        this.source = source;
    }

    /** Whether there is another; false for ever once abandoned. */
    boolean hasNext() {
        if (over()) {
            return false;
        }
        if (iterator == null) {
            iterator = source.iterator();
        }
        exhausted = !iterator.hasNext();
        return !exhausted;
    }

    /** The next input, which is number {@code pulled() - 1}; {@link #hasNext} must have said yes. */
    I next() {
        if (iterator == null) {
            throw new IllegalStateException("next() before hasNext()");
        }
        I input = iterator.next();
        pulled++;
        return input;
    }

    long pulled() {
        return pulled;
    }

    /** Whether what is left may be listed after a stop: only of a collection, which is finite and in memory. */
    boolean listable() {
        return source instanceof Collection;
    }

    /** The iterator is not called again. */
    void abandon() {
        abandoned = true;
    }

    /** Whether every input has been pulled, as far as is known. */
    boolean exhausted() {
        return exhausted;
    }

    boolean over() {
        return exhausted || abandoned;
    }
}
