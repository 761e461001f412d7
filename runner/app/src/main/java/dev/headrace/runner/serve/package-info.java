/**
 * Keeps running and collects each instance when its time has come.
 *
 * <p>The times of the configuration and an engine's service enter; runs, and what is told of them, leave. One thread decides,
 * {@code headrace-serve}; a connector is opened on a thread of its own, and the runs have theirs.
 */
@NullMarked
package dev.headrace.runner.serve;

import org.jspecify.annotations.NullMarked;
