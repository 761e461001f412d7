/**
 * Whole runs, each in a JVM of its own against upstreams in another, beside a collector written by hand. In: a scenario. Out:
 * figures as ratios. Run by hand on a quiet machine; see {@code docs/benchmarks.md}.
 */
@NullMarked
package dev.headrace.benchmarks.runs;

import org.jspecify.annotations.NullMarked;
