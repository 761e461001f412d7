package dev.headrace.engine.run;

import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Verdict;

/** Whose fault it is that a strand was held, and how that is said while it is. Stateless. */
final class Blame {
    private static final String ENGINE = "dev.headrace.engine.";

    private Blame() {}

    /**
     * Whether the connector's own code blocked. Computing is not blocking; where the engine's code stands between the connector
     * and the call that waits, as for one of the engine's locks, the connector could not have known; and a counted wait without
     * a place may be the JVM's own, for a class that another thread loads.
     */
    static boolean onConnector(Finding finding) {
        boolean placed = finding.detector() != Detector.COUNTERS
                || finding.site().connectorFrame().isPresent();
        return placed && finding.verdict() != Verdict.CPU && !finding.site().isThrough(ENGINE);
    }

    /** How a strand is held now: {@code blocked at Glossary.java:27 (Thread.sleep)}. */
    static String now(Finding finding) {
        String held = finding.verdict() == Verdict.CPU ? "computing" : "blocked";
        return held + " at " + finding.site().brief();
    }
}
