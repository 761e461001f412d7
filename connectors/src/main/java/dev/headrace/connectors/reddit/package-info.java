/**
 * Reddit's listings. In: subreddits and the time of the newest post that was read of each. Out: newer posts. Runs on the strand of
 * its instance.
 */
@NullMarked
package dev.headrace.connectors.reddit;

import org.jspecify.annotations.NullMarked;
