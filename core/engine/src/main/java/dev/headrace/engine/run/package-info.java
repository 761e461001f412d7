/**
 * One run: what starts when, what an item gets while it runs, and what becomes of its result. In: open connectors, the items of
 * the frontier. Out: commits to the store, a report. The scheduler is confined to one strand; an item's code runs on its
 * connector's strand.
 */
@NullMarked
package dev.headrace.engine.run;

import org.jspecify.annotations.NullMarked;
