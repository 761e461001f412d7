/**
 * What people see of a run: the live table, plain lines, the summary. In: a run's progress and its report. Out: text on the
 * terminal. One render thread writes while a run goes on.
 */
@NullMarked
package dev.headrace.runner.view;

import org.jspecify.annotations.NullMarked;
