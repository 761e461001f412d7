/**
 * Registries that speak npm's protocol. In: a search. Out: what it found, and for each package its whole document when that has
 * changed. Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.npm;

import org.jspecify.annotations.NullMarked;
