/**
 * A run while it goes on, for people: the live table, or plain lines, and at the end the summary. In: a run's progress, five times
 * a second, and what others print meanwhile. Out: one write to the terminal for each picture. One render thread.
 */
@NullMarked
package dev.headrace.runner.live;

import org.jspecify.annotations.NullMarked;
