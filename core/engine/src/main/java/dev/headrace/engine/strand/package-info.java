/**
 * Strands: serial executors, one for each connector, over a few carrier threads that a watchdog keeps free.
 *
 * <p>Tasks enter from any thread; they leave run, in order, on {@code headrace-carrier-N} threads. What held a carrier too long
 * leaves as a {@link dev.headrace.engine.strand.BlockingVerdict}, found by the {@code headrace-watchdog} thread.
 */
@NullMarked
package dev.headrace.engine.strand;

import org.jspecify.annotations.NullMarked;
