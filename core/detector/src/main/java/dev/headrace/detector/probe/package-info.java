/**
 * The one class that changed methods of the JDK call.
 *
 * <p>Every thread enters with the number of a method; those that are watched leave towards the sink. Nothing but {@code java.base}
 * may be named here: the class is renamed and defined among the JDK's own.
 */
@NullMarked
package dev.headrace.detector.probe;

import org.jspecify.annotations.NullMarked;
