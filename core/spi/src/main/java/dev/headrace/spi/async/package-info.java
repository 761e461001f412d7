/**
 * Many asynchronous calls as one, without losing an error, a result or a bound: {@link dev.headrace.spi.async.Gather}.
 *
 * <p>In: inputs, and a function from an input to a stage. Out: exactly one {@link dev.headrace.spi.async.Outcome} for
 * each input. Everything of the caller's runs on the executor that the caller gives; timers only hand over to it.
 */
@NullMarked
package dev.headrace.spi.async;

import org.jspecify.annotations.NullMarked;
