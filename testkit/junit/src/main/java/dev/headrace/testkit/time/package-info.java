/**
 * Time for tests: a clock that jumps to the next thing due when nothing happens.
 *
 * <p>Alarms and what is under way enter, from every thread of engines and upstreams; the alarms' tasks leave, on the thread
 * {@code headrace-virtual-clock}, one after the other.
 */
@NullMarked
package dev.headrace.testkit.time;

import org.jspecify.annotations.NullMarked;
