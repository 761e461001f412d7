/**
 * What is kept of a run, as JSON: see {@code docs/run-json.md}. In: the report, the budgets, the recording of a run that has ended. Out:
 * one document, without secrets. Runs on the thread that ends the run.
 */
@NullMarked
package dev.headrace.engine.document;

import org.jspecify.annotations.NullMarked;
