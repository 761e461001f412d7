/**
 * Where the wall time of an item, a connector and a run went. In: spans of time by phase, from every part of the engine.
 * Out: totals. Any thread may add to an account.
 */
@NullMarked
package dev.headrace.engine.account;

import org.jspecify.annotations.NullMarked;
