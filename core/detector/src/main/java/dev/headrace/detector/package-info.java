/**
 * Finds what blocks a thread that must not, and how a finding reads.
 *
 * <p>Stacks and blocking calls enter, findings leave; findings are immutable, so any thread may hold them. Calls are told of on the
 * threads that make them. Nothing here knows connectors or the engine: who asks says which threads are watched, and which frames
 * are the connector's own.
 */
@NullMarked
package dev.headrace.detector;

import org.jspecify.annotations.NullMarked;
