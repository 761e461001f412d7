package dev.headrace.engine.budget;

import java.util.Optional;

/** A claimant's place in the queue. Thread-safe. */
public interface Ticket {
    /**
     * Leaves the queue. What was already charged is given back, also when the permit is on its way to the claimant.
     *
     * @return true if the claimant will not be called; false if it has been called, or is being called right now
     */
    boolean cancel();

    /** The name of the limit that holds the request back; empty when it is not waiting. */
    Optional<String> waitingFor();
}
