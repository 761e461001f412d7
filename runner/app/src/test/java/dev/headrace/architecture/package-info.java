/**
 * The arrows of the design, held over the classes of every published module.
 *
 * <p>Class files enter, violations leave. It lives in the runner because only the runner sees every module.
 */
@NullMarked
package dev.headrace.architecture;

import org.jspecify.annotations.NullMarked;
