/**
 * Twelve small APIs of twelve kinds, with known contents, known costs and a lower bound of the time they take.
 *
 * <p>A size and a seed enter; running servers and their descriptions leave. Pages are rendered on the servers' threads.
 */
@NullMarked
package dev.headrace.testkit.upstream.demo;

import org.jspecify.annotations.NullMarked;
