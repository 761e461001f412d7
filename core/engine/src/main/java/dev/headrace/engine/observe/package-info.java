/**
 * How others watch runs: what begins and ends, one call each.
 *
 * <p>Observers enter with the engine; what happens to runs, items and requests leaves. Called on carriers, on the scheduler's strand and
 * on the thread that ends a run: at once, so an observer must be quick and must not block.
 */
@NullMarked
package dev.headrace.engine.observe;

import org.jspecify.annotations.NullMarked;
