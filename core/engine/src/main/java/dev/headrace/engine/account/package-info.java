/**
 * Where the wall time of an item, a stream, a connector and a run went, and what they sent. In: what an item has under way, phase by
 * phase, and requests by their limits, from every part of the engine. Out: totals. Any thread may tell of phases.
 */
@NullMarked
package dev.headrace.engine.account;

import org.jspecify.annotations.NullMarked;
