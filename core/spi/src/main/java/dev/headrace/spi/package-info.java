/**
 * What a connector author compiles against: providers, connectors, work items, steps, limits.
 *
 * <p>Work items enter, steps leave. Connector code runs on its strand, never concurrently with itself.
 */
@NullMarked
package dev.headrace.spi;

import org.jspecify.annotations.NullMarked;
