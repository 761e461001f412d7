/**
 * Where collected records go.
 *
 * <p>Committed batches of records enter; files or tables leave. Everything here runs on the store thread.
 */
@NullMarked
package dev.headrace.engine.sink;

import org.jspecify.annotations.NullMarked;
