/**
 * The durable frontier: work items, scopes with their cursors, and what has been committed, in one SQLite file.
 *
 * <p>Commits enter, leased items and outcomes leave. One thread, {@code headrace-store}, does all of it; callers on any thread
 * hand over and are called back on it.
 */
@NullMarked
package dev.headrace.engine.store;

import org.jspecify.annotations.NullMarked;
