package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.engine.budget.Answer.Remaining;
import java.util.List;
import java.util.OptionalInt;

/**
 * The quotas that an answer tells of.
 *
 * @param quotas those that can be heeded: of requests, or of something else of which nothing is left
 * @param nothingLeft whether one of them is used up, even where it does not say until when
 * @param atOnce the most requests that are served at once
 * @param policies the windows that are counted in
 */
record Said(List<Remaining> quotas, boolean nothingLeft, OptionalInt atOnce, List<Policy> policies) {
    static final Said NOTHING = new Said(List.of(), false, OptionalInt.empty(), List.of());

    /** Without windows. */
    Said(List<Remaining> quotas, boolean nothingLeft) {
        this(quotas, nothingLeft, OptionalInt.empty(), List.of());
    }

    boolean isNothing() {
        return quotas.isEmpty() && atOnce.isEmpty() && policies.isEmpty();
    }
}
