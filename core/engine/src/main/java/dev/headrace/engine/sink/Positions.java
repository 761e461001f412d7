package dev.headrace.engine.sink;

import java.util.Map;
import java.util.Optional;

/**
 * How far a sink has written, kept in the same transaction as the frontier: what a crash takes back there, it takes back here.
 * Each sink has positions of its own. For the store thread only.
 */
public interface Positions {
    /** The position under a key, or empty. */
    Optional<String> get(String key);

    /** Sets a position; durable with the transaction that is open. */
    void put(String key, String position);

    /** Takes a position away; durable with the transaction that is open. */
    void remove(String key);

    /** All positions by key, sorted; a copy. */
    Map<String, String> all();
}
