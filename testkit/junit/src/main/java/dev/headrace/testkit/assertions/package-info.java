/**
 * Assertions for AssertJ on what connectors, runs and upstreams did.
 *
 * <p>In: a step, an outcome, a report, a log. Out: nothing, or an error that shows the whole of what was looked at. Runs on the
 * thread of the test.
 */
@NullMarked
package dev.headrace.testkit.assertions;

import org.jspecify.annotations.NullMarked;
