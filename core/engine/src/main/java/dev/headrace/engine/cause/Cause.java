package dev.headrace.engine.cause;

import dev.headrace.engine.account.Phase;

/**
 * What a run may wait for.
 *
 * @param connector the instance; empty for the engine
 * @param stream the kind of the items
 * @param phase what they were at
 * @param limit in {@link Phase#BUDGET}, if it is known; empty otherwise
 */
public record Cause(String connector, String stream, Phase phase, String limit) {
    /** What would have to go for this cause to go. */
    Factor factor() {
        return switch (phase) {
            case BUDGET -> limit.isEmpty() ? Factor.NONE : new Factor("", Phase.BUDGET, limit);
            case COMMIT -> new Factor("", Phase.COMMIT, "");
            case FIRST_BYTE, BODY -> new Factor(connector, Phase.FIRST_BYTE, "");
            case DNS, POOL, CONNECT, TLS -> new Factor(connector, Phase.CONNECT, "");
            case STRAND, STRAND_WAIT -> new Factor(connector, Phase.STRAND, "");
            case TOKEN, RETRY_WAIT, DECODE, OFFLOADED, BLOCKED -> new Factor(connector, phase, "");
            case QUEUE, OTHER -> Factor.NONE;
        };
    }
}
