/**
 * A library under the acts. Enters: a call. Leaves: the same call, late. Runs on the strand that calls it.
 */
@NullMarked
package dev.headrace.engine.corpus.library;

import org.jspecify.annotations.NullMarked;
