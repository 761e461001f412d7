package dev.headrace.spi;

import java.util.Optional;

/** The cursors that earlier runs have committed, as they were when this run began. Immutable during a run; thread-safe. */
@FunctionalInterface
public interface Cursors {
    /**
     * @param scope as in {@link WorkItem#inScope}; the empty text for items without a scope
     * @return the cursor, or empty when the scope has never drained without a failure
     */
    Optional<String> get(String scope);
}
