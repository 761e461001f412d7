package dev.headrace.spi.async;

/** Why a {@link Gather} ended. The first reason counts when there are several. */
public enum Stop {
    /** Every input was pulled, and each ended by itself or by its own timeout. */
    EXHAUSTED,
    /** {@link Gather.Builder#stopOn} matched an outcome. */
    STOP_CONDITION,
    /** {@link Gather.Builder#deadline} passed while work was left. */
    DEADLINE,
    /**
     * {@link Gather.Handle#cancel} or {@link Gather.Builder#cancelledBy} asked for the end, or an executor or
     * scheduler refused to go on.
     */
    CANCELLED,
    /** The iterator of the inputs threw; how many inputs it still had is unknown. */
    INPUT_FAILED,
    /** The receiver of outcomes, or the stop condition, threw. */
    SINK_FAILED
}
