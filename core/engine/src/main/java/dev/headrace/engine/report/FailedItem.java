package dev.headrace.engine.report;

import java.util.Optional;

/**
 * A work item that did not succeed, as text: nothing of a plugin's classes is kept.
 *
 * @param connector the instance
 * @param item kind and arguments
 * @param outcome how it ended
 * @param attempts how often it was tried, over all runs
 * @param cause what happened, with the history of the attempts; may have several lines
 */
public record FailedItem(String connector, String item, ItemOutcome outcome, int attempts, String cause) {
    /** What stands in a cause before the beginning of the upstream's answer, which ends its line. */
    public static final String ANSWER = "; the body begins: ";

    /** How the upstream's answer began, on one line and without secrets; empty when there was none. */
    public Optional<String> answer() {
        int before = cause.indexOf(ANSWER);
        return before < 0
                ? Optional.empty()
                : cause.substring(before + ANSWER.length()).lines().findFirst();
    }
}
