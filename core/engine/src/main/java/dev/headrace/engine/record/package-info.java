/**
 * What a run did, one row for each attempt at a request, and curves over time. In: attempts as they end, from carriers; a look at the
 * counters every second or more, from the scheduler's strand. Out: one {@code Recording} at the end. Bounded, whatever the run does.
 */
@NullMarked
package dev.headrace.engine.record;

import org.jspecify.annotations.NullMarked;
