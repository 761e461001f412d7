/**
 * Runs of the past: choosing one, listing them, and writing the report of one into files. In: what the state file keeps of runs. Out: lines
 * for people, JSON for programs, {@code report.html}, {@code run.json}. Runs on the thread of the command, and at a run's end.
 */
@NullMarked
package dev.headrace.runner.history;

import org.jspecify.annotations.NullMarked;
