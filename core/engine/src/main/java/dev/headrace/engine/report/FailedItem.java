package dev.headrace.engine.report;

/**
 * A work item that did not succeed, as text: nothing of a plugin's classes is kept.
 *
 * @param connector the instance
 * @param item kind and arguments
 * @param outcome how it ended
 * @param attempts how often it was tried, over all runs
 * @param cause what happened, with the history of the attempts; may have several lines
 */
public record FailedItem(String connector, String item, ItemOutcome outcome, int attempts, String cause) {}
