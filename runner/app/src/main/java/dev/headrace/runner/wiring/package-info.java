/**
 * Puts the runner together: every use of Guice in the project is here, but for the annotation on constructors.
 *
 * <p>Nothing enters; commands leave. Runs on the main thread, once.
 */
@NullMarked
package dev.headrace.runner.wiring;

import org.jspecify.annotations.NullMarked;
