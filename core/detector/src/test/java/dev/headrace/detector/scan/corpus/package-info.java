/** Connectors that do what they may not, and connectors that only look so. Their class files are scanned; nothing is run. */
@NullMarked
package dev.headrace.detector.scan.corpus;

import org.jspecify.annotations.NullMarked;
