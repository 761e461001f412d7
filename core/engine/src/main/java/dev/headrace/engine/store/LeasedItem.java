package dev.headrace.engine.store;

import dev.headrace.spi.WorkItem;

/**
 * An item that the caller holds until it commits or releases it. Never leased twice at a time.
 *
 * @param id of the item in the store
 * @param walk the id of the first page of the walk that the item is a page of; 0 if it is itself the first
 * @param scopeId of its scope in the store
 * @param connector the instance it belongs to
 * @param item what to do
 * @param scope the name of its scope; the empty text for the one that every connector has
 * @param attempt which attempt the next one is, from 1, counted over all runs
 */
public record LeasedItem(long id, long walk, long scopeId, String connector, WorkItem item, String scope, int attempt) {
    /** The same item for another attempt after this one has failed. */
    public LeasedItem again() {
        return new LeasedItem(id, walk, scopeId, connector, item, scope, attempt + 1);
    }
}
