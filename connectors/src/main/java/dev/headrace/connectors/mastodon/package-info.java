/**
 * A Mastodon server, or what speaks its protocol. In: timelines and the newest status that was read of each. Out: newer ones. Runs
 * on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.mastodon;

import org.jspecify.annotations.NullMarked;
