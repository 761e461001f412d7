package dev.headrace.engine.strand;

/** Hears of what tasks throw. Called on the carrier, right after the task, on its strand; must be quick. */
@FunctionalInterface
public interface TaskFailures {
    /**
     * A task threw; it has been logged, and the strand goes on with the next one.
     *
     * @param strand the strand's name; a carrier's, if it broke for want of memory
     * @param failure an {@link Error} as well as an exception; what this method throws itself is only logged
     */
    void failed(String strand, Throwable failure);
}
