/**
 * A loopback HTTP server that behaves as upstreams do: pages, limits, faults.
 *
 * <p>A script of replies enters; a log of the requests received leaves. Responders run on the server's own threads, which
 * never wait: a delayed answer holds a timer entry and nothing else.
 */
@NullMarked
package dev.headrace.testkit.upstream;

import org.jspecify.annotations.NullMarked;
