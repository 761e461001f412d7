/**
 * Runs connectors: the entry point of the engine.
 *
 * <p>Configuration and connectors enter; records in sinks and a run report leave. Callers may be on any thread.
 */
@NullMarked
package dev.headrace.engine;

import org.jspecify.annotations.NullMarked;
