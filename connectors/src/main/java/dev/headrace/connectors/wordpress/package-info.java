/**
 * WordPress sites, by their REST API. In: kinds of content and the time of the last change that was read of each. Out: what has
 * changed since. Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.wordpress;

import org.jspecify.annotations.NullMarked;
