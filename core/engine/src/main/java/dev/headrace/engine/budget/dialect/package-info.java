/**
 * What the answers of upstreams say about their limits, in the many ways in which they say it.
 *
 * <p>In: status, header fields and, for some answers, the body. Out: an {@link dev.headrace.engine.budget.Answer} for the budgets. All
 * of it is immutable or confined to a call, and runs on the carrier that received the answer; no text makes it fail.
 */
@NullMarked
package dev.headrace.engine.budget.dialect;

import org.jspecify.annotations.NullMarked;
