package dev.headrace.engine.cause;

import dev.headrace.engine.account.Phase;

/**
 * Something without which a run would have gone otherwise: several causes that go together.
 *
 * @param connector the instance; empty where all are concerned
 * @param phase stands for all that go with it: {@link Phase#FIRST_BYTE} for the answers of an upstream, {@link Phase#CONNECT} for its
 *     connections, {@link Phase#STRAND} for a connector's own code
 * @param limit in {@link Phase#BUDGET}; empty otherwise
 */
public record Factor(String connector, Phase phase, String limit) {
    /** What nobody can do without. */
    static final Factor NONE = new Factor("", Phase.OTHER, "");
}
