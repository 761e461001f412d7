/**
 * Runs as traces of OpenTelemetry, where its SDK or its Java agent is there.
 *
 * <p>What begins and ends in runs enters; spans leave. Runs on the engine's threads; which span belongs to which is handed on with the
 * run and the item, and never left to a thread.
 */
@NullMarked
package dev.headrace.runner.tracing;

import org.jspecify.annotations.NullMarked;
