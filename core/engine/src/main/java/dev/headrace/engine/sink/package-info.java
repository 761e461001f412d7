/**
 * Where collected records go: JSON Lines files, SQLite tables, or what a {@link SinkProvider} offers.
 *
 * <p>Records enter {@link Sink#encode} on carrier threads; files or tables leave, in step with the frontier's commits.
 * Everything but encoding runs on the store thread.
 */
@NullMarked
package dev.headrace.engine.sink;

import org.jspecify.annotations.NullMarked;
