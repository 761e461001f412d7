/**
 * Finds connectors.
 *
 * <p>The application's class loader and the directory of plugins enter; the connectors that can be used and a list of those
 * that cannot, with class, jar and reason, leave. Code of plugins runs on a thread of its own, so that one that hangs is named.
 */
@NullMarked
package dev.headrace.engine.discovery;

import org.jspecify.annotations.NullMarked;
