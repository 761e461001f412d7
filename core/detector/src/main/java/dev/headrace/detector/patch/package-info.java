/**
 * Changes class files without changing what can be called in them: calls put at the entry of methods, calls turned elsewhere.
 *
 * <p>The bytes of a class enter, changed bytes leave. Nothing is shared: an object belongs to the thread that made it, which may
 * be any thread that loads a class.
 */
@NullMarked
package dev.headrace.detector.patch;

import org.jspecify.annotations.NullMarked;
