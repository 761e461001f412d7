/**
 * What detectors of blocking calls have in common: how a finding reads.
 *
 * <p>Stacks enter, findings leave; all of it is immutable, so any thread may hold it. Nothing here knows connectors or the engine:
 * who asks says which frames are the connector's own.
 */
@NullMarked
package dev.headrace.detector;

import org.jspecify.annotations.NullMarked;
