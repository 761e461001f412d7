package dev.headrace.engine.store;

import dev.headrace.spi.WorkItem;
import java.util.List;

/**
 * What became of a commit.
 *
 * @param leased follow-ups that the caller holds now, the first of the step first; at most as many as it had space for
 * @param queued how many follow-ups wait in the store
 * @param repeated how many follow-ups were dropped because an equal item was already met in the run
 * @param endless pages that were already met in their own walk: each is a failed item now
 */
public record CommitResult(List<LeasedItem> leased, int queued, int repeated, List<WorkItem> endless) {}
