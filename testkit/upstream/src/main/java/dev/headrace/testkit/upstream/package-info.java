/**
 * A loopback HTTP server that behaves as upstreams do: pages, limits, faults.
 *
 * <p>A script of replies enters; a log of the requests received leaves. Handlers run on the server's own threads.
 */
@NullMarked
package dev.headrace.testkit.upstream;

import org.jspecify.annotations.NullMarked;
