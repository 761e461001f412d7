/**
 * How the process logs: warnings to standard error, one line each. In: log events of all libraries. Out: lines. Set up by Logback
 * when the first logger is made.
 */
@NullMarked
package dev.headrace.runner.logging;

import org.jspecify.annotations.NullMarked;
