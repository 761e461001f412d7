/**
 * The bundled connectors live in the packages below this one, a package each.
 *
 * <p>Work items enter, steps leave. Everything runs on the strand of the connector instance.
 */
@NullMarked
package dev.headrace.connectors;

import org.jspecify.annotations.NullMarked;
