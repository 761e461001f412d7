package dev.headrace.engine.sink;

/**
 * The records of one step in the form in which their sink writes them. Made by {@link Sink#encode}, opaque to everyone else.
 * Immutable once it has been returned.
 */
public interface EncodedRecords {
    /** How many records. */
    int count();

    /** Their size in bytes as it counts towards the limit of a step. */
    long bytes();
}
