/**
 * Prometheus and what speaks its protocol. In: queries and up to when they were read. Out: samples, cut into spans of time that the
 * server grants. Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.prometheus;

import org.jspecify.annotations.NullMarked;
