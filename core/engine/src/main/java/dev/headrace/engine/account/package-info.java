/**
 * Where the wall time of an item, a connector and a run went, and what they sent. In: spans of time by phase, and requests by
 * their limits, from every part of the engine. Out: totals. Any thread may add to an account.
 */
@NullMarked
package dev.headrace.engine.account;

import org.jspecify.annotations.NullMarked;
