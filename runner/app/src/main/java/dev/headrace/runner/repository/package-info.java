/**
 * Writes a connector's own repository to begin with.
 *
 * <p>Names enter; a directory with everything that builds and tests a connector leaves. Runs on the main thread.
 */
@NullMarked
package dev.headrace.runner.repository;

import org.jspecify.annotations.NullMarked;
