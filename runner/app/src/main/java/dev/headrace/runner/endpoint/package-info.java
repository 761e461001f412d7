/**
 * A small HTTP server for those who watch a process: health, readiness, metrics.
 *
 * <p>Pages that say how things are enter; answers to {@code GET} leave. Runs on threads of its own, {@code headrace-endpoint-N}.
 */
@NullMarked
package dev.headrace.runner.endpoint;

import org.jspecify.annotations.NullMarked;
