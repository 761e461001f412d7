package dev.headrace.engine.report;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run that was watched closely knows beside its findings, which stand in {@link RunReport#blocking()}.
 *
 * @param probes how many methods of this JDK have a probe
 * @param ownCalls blocking calls that the engine's own tasks made
 * @param allowed calls that may block, by reason, sorted
 * @param tolerated waits for a lock that were too short to count
 * @param problem why more may have blocked than was seen; empty if nothing was missed
 */
public record DiagnosisReport(
        int probes, long ownCalls, Map<String, Long> allowed, long tolerated, Optional<String> problem) {
    /** Copies the map. */
    public DiagnosisReport {
        allowed = Collections.unmodifiableMap(new TreeMap<>(allowed));
    }
}
