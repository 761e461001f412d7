/**
 * Upstreams for benchmarks: they do as little as possible, so that what is measured is the client.
 *
 * <p>A size enters; servers with bodies rendered beforehand leave. They answer on the threads that read the connections.
 */
@NullMarked
package dev.headrace.testkit.upstream.bench;

import org.jspecify.annotations.NullMarked;
