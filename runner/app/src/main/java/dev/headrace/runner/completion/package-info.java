/**
 * Completion of the command line in shells.
 *
 * <p>The model of the commands enters; a script for a shell leaves. Runs on the main thread.
 */
@NullMarked
package dev.headrace.runner.completion;

import org.jspecify.annotations.NullMarked;
