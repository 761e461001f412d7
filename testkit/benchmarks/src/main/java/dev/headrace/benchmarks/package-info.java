/**
 * How fast Headrace is: JMH benchmarks, and programs that measure whole runs. In: nothing. Out: figures on standard
 * output. Runs on the threads that JMH or {@code main} gives it.
 */
@NullMarked
package dev.headrace.benchmarks;

import org.jspecify.annotations.NullMarked;
