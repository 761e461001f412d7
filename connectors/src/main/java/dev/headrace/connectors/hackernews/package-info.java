/**
 * Hacker News: a list of ids that fans out to items, the smallest real one-to-many. In: the list of a feed. Out: stories.
 * Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.hackernews;

import org.jspecify.annotations.NullMarked;
