/**
 * Combines many stages into one without losing any outcome.
 *
 * <p>Inputs and a function to a stage enter; one outcome for each input leaves. Callbacks run on the executor that the caller
 * passes.
 */
@NullMarked
package dev.headrace.spi.async;

import org.jspecify.annotations.NullMarked;
