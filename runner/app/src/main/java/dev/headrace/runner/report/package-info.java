/**
 * The report of a run as one page for a browser. In: the run document, as text. Out: HTML that needs nothing beside itself. Runs on
 * the thread that asks for it.
 */
@NullMarked
package dev.headrace.runner.report;

import org.jspecify.annotations.NullMarked;
