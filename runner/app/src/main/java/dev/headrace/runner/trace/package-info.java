/**
 * A run as a trace that Perfetto and {@code chrome://tracing} open. In: the document of a run. Out: Chrome's Trace Event Format. Runs on the
 * thread of the command.
 */
@NullMarked
package dev.headrace.runner.trace;

import org.jspecify.annotations.NullMarked;
