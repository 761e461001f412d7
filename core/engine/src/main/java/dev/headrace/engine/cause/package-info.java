/**
 * What led to what in a run, and how it would have gone otherwise. In: when items start and end, where their time went, which limits
 * they were under. Out: the critical path by cause, and what the run would have taken without each. Confined to the scheduler's strand.
 */
@NullMarked
package dev.headrace.engine.cause;

import org.jspecify.annotations.NullMarked;
