/**
 * A run as events for programs, one JSON object a line: see {@code docs/run-events.md}. In: a run's progress, once a second, and its
 * report. Out: lines on standard output, which holds nothing else. One thread.
 */
@NullMarked
package dev.headrace.runner.event;

import org.jspecify.annotations.NullMarked;
