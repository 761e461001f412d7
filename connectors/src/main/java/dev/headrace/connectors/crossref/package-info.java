/**
 * Crossref's metadata of scholarly works. In: a query, filters, and the time of the last collection. Out: works that were indexed
 * since. Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.crossref;

import org.jspecify.annotations.NullMarked;
