package dev.headrace.detector;

import java.util.List;
import java.util.Map;

/**
 * What was found. Immutable.
 *
 * @param findings one for each place, in the order in which they were found
 * @param allowed how many calls were allowed, by reason, sorted
 * @param tolerated how many waits for a lock were too short to count
 * @param probes the methods of this JDK that have a probe, sorted
 */
public record DetectionResult(List<Finding> findings, Map<String, Long> allowed, long tolerated, List<String> probes) {}
