/**
 * The promises that a connector makes, a check for each.
 *
 * <p>In: a subject, which gives trials of the good case. Out: nothing, or an error that says which promise was broken and what
 * the author should do. Runs on the thread of the test.
 */
@NullMarked
package dev.headrace.testkit.contract;

import org.jspecify.annotations.NullMarked;
