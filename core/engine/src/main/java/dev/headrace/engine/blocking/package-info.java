/**
 * The only place for work that must block: files, name look-ups, libraries without an asynchronous interface.
 *
 * <p>Work enters from any thread through a lane, one for each connector; it runs on {@code headrace-blocking-N} threads, and
 * its result leaves on the executor that the caller names, usually a strand.
 */
@NullMarked
package dev.headrace.engine.blocking;

import org.jspecify.annotations.NullMarked;
