package dev.headrace.detector.scan;

import java.util.List;

/**
 * What the scan says about one connector.
 *
 * @param provider the class of its provider, with dots
 * @param location the jar or directory that it is in
 * @param findings what fails the scan
 * @param warnings blocking while the connector opens, which holds up the start of a run but no strand that is at work
 * @param waived what would be a finding without a waiver
 * @param problems what could not be checked, as sentences; fails the scan, because it could hide anything
 * @param notes what the reader should know about the depth of the check, as sentences
 */
public record ConnectorReport(
        String provider,
        String location,
        List<ScanFinding> findings,
        List<ScanFinding> warnings,
        List<WaivedFinding> waived,
        List<String> problems,
        List<String> notes) {

    /** Copies the lists. */
    public ConnectorReport {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
        waived = List.copyOf(waived);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** True if nothing fails the scan. */
    public boolean isClean() {
        return findings.isEmpty() && problems.isEmpty();
    }
}
