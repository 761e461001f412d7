/**
 * Wikis that run MediaWiki, by their action API. In: the time of the last collection. Out: pages and changes since. Runs on the strand
 * of its instance.
 */
@NullMarked
package dev.headrace.connectors.mediawiki;

import org.jspecify.annotations.NullMarked;
