/**
 * Servers in a process of their own. Not exported.
 *
 * <p>A main class and its options enter on the one side, its first lines leave; on the other side a server waits here for
 * the end of whoever started it, on its main thread.
 */
@NullMarked
package dev.headrace.testkit.upstream.process;

import org.jspecify.annotations.NullMarked;
