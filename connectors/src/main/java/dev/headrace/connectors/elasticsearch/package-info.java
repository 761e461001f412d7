/**
 * Elasticsearch and OpenSearch. In: indices, a query, and the last value that was read of a field that grows. Out: documents. Runs on
 * the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.elasticsearch;

import org.jspecify.annotations.NullMarked;
