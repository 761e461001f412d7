/** Checks of the report's page, as text and in a browser. */
@NullMarked
package dev.headrace.runner.report;

import org.jspecify.annotations.NullMarked;
