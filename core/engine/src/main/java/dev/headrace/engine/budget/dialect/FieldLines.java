package dev.headrace.engine.budget.dialect;

import java.util.function.BiConsumer;

/** The header fields of an answer, line by line; not its trailers. */
@FunctionalInterface
public interface FieldLines {
    /** Tells each line's name, whatever its case, and its value, in their order. */
    void forEach(BiConsumer<String, String> line);
}
