/**
 * What the author of a connector compiles against: a provider is discovered, opened with its configuration, and turns work
 * items into steps. In: configuration, cursors, work items, HTTP replies. Out: records, follow-up work items, cursors.
 * The engine calls {@link dev.headrace.spi.Connector} on the connector's own strand, one call at a time.
 */
@NullMarked
@CheckReturnValue
package dev.headrace.spi;

import org.jspecify.annotations.NullMarked;
