/**
 * Writes what somebody begins with: a configuration for chosen connectors.
 *
 * <p>What connectors say of themselves enters; lines of HOCON leave. Runs on the main thread.
 */
@NullMarked
package dev.headrace.runner.draft;

import org.jspecify.annotations.NullMarked;
