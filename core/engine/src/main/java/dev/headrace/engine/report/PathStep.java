package dev.headrace.engine.report;

import dev.headrace.engine.account.Phase;
import java.time.Duration;

/**
 * A part of the critical path of a run: what the run waited for, one thing after the other, from its start to its end.
 *
 * @param connector the instance; the empty text for what the engine does before the first item and after the last, and for the rest
 *     of a path of very many causes
 * @param stream the kind of the items; {@link #OPENING}, {@link #CLOSING} or {@link #OTHERS} where there is no connector
 * @param phase what these items were waiting for or busy with
 * @param limit the limit, in {@link Phase#BUDGET}; empty text otherwise, or where it is not known
 * @param time all of it on the path
 */
public record PathStep(String connector, String stream, Phase phase, String limit, Duration time) {
    /** From the start of the run to the first that an instance does. */
    public static final String OPENING = "opening";
    /** From the last that an instance does to the end of the run. */
    public static final String CLOSING = "closing";
    /** The causes that there was no room for, together. */
    public static final String OTHERS = "others";
}
