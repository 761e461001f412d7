/**
 * What a run tells: its progress, its outcomes, its report. Plain values.
 *
 * <p>Filled by the engine; read by whoever started the run, on any thread.
 */
@NullMarked
package dev.headrace.engine.report;

import org.jspecify.annotations.NullMarked;
