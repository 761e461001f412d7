/**
 * Puts probes into the JDK's blocking methods, on demand.
 *
 * <p>The JVM's instrumentation enters, from the command line, a manifest or another process; calls of blocking methods by watched
 * threads leave, on those threads. Without a listener nothing is changed and nothing costs.
 */
@NullMarked
package dev.headrace.detector.agent;

import org.jspecify.annotations.NullMarked;
