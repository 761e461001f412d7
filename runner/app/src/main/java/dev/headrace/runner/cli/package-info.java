/**
 * The commands. In: the command line. Out: text for people and an exit code. Runs on the main thread; a shutdown hook stops what
 * is still running.
 */
@NullMarked
package dev.headrace.runner.cli;

import org.jspecify.annotations.NullMarked;
