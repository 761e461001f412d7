package dev.headrace.spi.async;

import java.util.List;
import java.util.stream.IntStream;

/** Inputs for tests. */
final class Numbers {
    private Numbers() {}

    /** A collection in memory: 0 to {@code count - 1}. */
    static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** The same numbers, made as they are pulled: no collection. */
    static Iterable<Integer> lazilyUpTo(int count) {
        return () -> IntStream.range(0, count).iterator();
    }
}
