/**
 * What runs do, as metrics in the text format of Prometheus, by Micrometer.
 *
 * <p>Runs enter, as observers are told of them; a text leaves for whoever asks. Counts on the engine's threads, reads on those of the
 * endpoint.
 */
@NullMarked
package dev.headrace.runner.metrics;

import org.jspecify.annotations.NullMarked;
