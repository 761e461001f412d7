/**
 * When a request may be sent: named limits that connectors share, and the queue in front of them.
 *
 * <p>In: demands for permits, and what the upstreams' answers say about their limits. Out: permits, granted only when
 * every limit of a request is due, round robin between connectors. One lock guards all of it; callers may be on any
 * thread, permits that had to wait are handed over on the executor given, and the timer's thread only decides.
 */
@NullMarked
package dev.headrace.engine.budget;

import org.jspecify.annotations.NullMarked;
