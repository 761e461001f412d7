package dev.headrace.engine.strand;

import dev.headrace.engine.strand.KernelThread.Usage;

/**
 * The task in which a carrier was detached.
 *
 * @param thread the carrier's name
 * @param started when it began
 * @param at when the watchdog first saw it
 * @param usage what the thread had used by then
 */
record TaskSighting(Owner owner, String thread, Task task, long started, long at, Usage usage) {}
