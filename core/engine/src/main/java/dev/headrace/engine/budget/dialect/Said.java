package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Remaining;
import java.util.List;
import java.util.OptionalInt;

/**
 * The quotas that an answer tells of.
 *
 * @param quotas those that can be heeded: of requests, or of something else of which nothing is left
 * @param nothingLeft whether one of them is used up, even where it does not say until when
 * @param atOnce the most requests that are served at once
 */
record Said(List<Remaining> quotas, boolean nothingLeft, OptionalInt atOnce) {
    static final Said NOTHING = new Said(List.of(), false, OptionalInt.empty());

    boolean isNothing() {
        return quotas.isEmpty() && atOnce.isEmpty();
    }
}
