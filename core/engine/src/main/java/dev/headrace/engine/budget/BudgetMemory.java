package dev.headrace.engine.budget;

import java.util.Map;

/** Where limits are kept between runs. */
@FunctionalInterface
public interface BudgetMemory {
    /**
     * Keeps what is given, beside what was kept of other limits. Called on any thread, never under a lock; must not block.
     *
     * @param limits what to keep, by the limits' names
     * @param kept to be run once it survives the end of the process; never run if it cannot be kept
     */
    void keep(Map<String, String> limits, Runnable kept);
}
