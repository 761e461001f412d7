/**
 * Looks at an address and proposes a configuration for it. In: one or two answers, fetched through the engine. Out: text for people. Runs
 * on the thread of the command, but for the fetching, which runs on its strand.
 */
@NullMarked
package dev.headrace.runner.probe;

import org.jspecify.annotations.NullMarked;
