/**
 * The demo: twelve upstreams in a child process, and the collection of all of them. In: nothing but a directory to write into.
 * Out: JSON Lines, and how long it took beside how long it had to take. Runs on the main thread; the connector on its strand.
 */
@NullMarked
package dev.headrace.runner.demo;

import org.jspecify.annotations.NullMarked;
