/**
 * The executable: from a command line to an exit code.
 *
 * <p>Arguments enter; output and an exit code leave. Runs on the main thread.
 */
@NullMarked
package dev.headrace.runner;

import org.jspecify.annotations.NullMarked;
