/**
 * RSS, Atom and JSON feeds. In: addresses of feeds. Out: the entries of those that have changed, in one form. Runs on the strand of its
 * instance; feeds are parsed on the engine's carriers.
 */
@NullMarked
package dev.headrace.connectors.feed;

import org.jspecify.annotations.NullMarked;
