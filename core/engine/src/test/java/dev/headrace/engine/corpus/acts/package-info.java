/**
 * The acts, by kind. Enters: a stage. Leaves: deeds, each with its lines. To the detectors this package is the connector's own
 * code, and nothing else is.
 */
@NullMarked
package dev.headrace.engine.corpus.acts;

import org.jspecify.annotations.NullMarked;
