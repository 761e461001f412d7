package dev.headrace.engine.time;

/**
 * A clock that drives runs in place of the machine's, so that a test need not wait for a day to pass. Deadlines, budgets, retries
 * and reports follow it; what is measured because it really happens, such as blocking calls, does not. Thread-safe.
 */
@FunctionalInterface
public interface EngineClock {
    /** Begins the time of one run, which closes it at its end. */
    RunTime begin();
}
