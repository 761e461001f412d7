package dev.headrace.engine.observe;

import java.time.Instant;
import java.util.List;

/** Hears of runs. Thread-safe; what it throws is logged and costs the run nothing. */
@FunctionalInterface
public interface RunObserver {
    /** Hears nothing, at no cost. */
    RunObserver NONE = (run, instances, began) -> RunTrace.NONE;

    /**
     * A run begins.
     *
     * @param run its name, see {@link dev.headrace.engine.report.Run#id}
     * @param instances that it collects
     * @param began by the run's clock
     * @return hears of the run
     */
    RunTrace begins(String run, List<String> instances, Instant began);

    /** Both. */
    default RunObserver and(RunObserver other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return (run, instances, began) -> begins(run, instances, began).and(other.begins(run, instances, began));
    }
}
