/**
 * One run of the real engine over a good case, with faults laid over its upstream and the connector watched.
 *
 * <p>In: a good case and faults. Out: the run's report, what the connector did with each item, what the upstream saw, what was
 * written. The test's thread starts a trial and waits for it; the watching runs on the connector's strand.
 */
@NullMarked
package dev.headrace.testkit.trial;

import org.jspecify.annotations.NullMarked;
