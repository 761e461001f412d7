/**
 * From a HOCON file to a checked run configuration; the only package that knows the HOCON library.
 *
 * <p>A file, the environment and the specifications of connectors and sinks enter; a {@link dev.headrace.engine.config.RunConfig}
 * or all problems of the file at once leave. Runs on the thread that starts a run, before anything else does.
 */
@NullMarked
package dev.headrace.engine.config;

import org.jspecify.annotations.NullMarked;
