/**
 * What a run would need before it is started, and what is left of its limits now.
 *
 * <p>The configuration's connectors and limits, and what the state file knows, enter; plain values leave. Runs on the caller's
 * thread; sends nothing.
 */
@NullMarked
package dev.headrace.engine.plan;

import org.jspecify.annotations.NullMarked;
