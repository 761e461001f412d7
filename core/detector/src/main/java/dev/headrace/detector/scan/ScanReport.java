package dev.headrace.detector.scan;

import java.util.List;

/**
 * What a scan found.
 *
 * @param connectors in the order in which they were found; one at least
 * @param withoutConnector jars that were named and declare no connector
 * @param unusedWaivers waivers that waived nothing: they should go
 */
public record ScanReport(List<ConnectorReport> connectors, List<String> withoutConnector, List<Waiver> unusedWaivers) {

    /** Copies the lists. */
    public ScanReport {
        connectors = List.copyOf(connectors);
        withoutConnector = List.copyOf(withoutConnector);
        unusedWaivers = List.copyOf(unusedWaivers);
    }

    /** True if every connector is clean. Warnings, waivers and notes do not count. */
    public boolean isClean() {
        return connectors.stream().allMatch(ConnectorReport::isClean);
    }

    /** True if every connector is clean, nothing blocks while opening, and every waiver is needed. */
    public boolean isSpotless() {
        return isClean()
                && unusedWaivers.isEmpty()
                && connectors.stream()
                        .allMatch(connector -> connector.warnings().isEmpty());
    }

    /** Everything that fails the scan. */
    public List<ScanFinding> findings() {
        return connectors.stream()
                .flatMap(connector -> connector.findings().stream())
                .toList();
    }

    /**
     * The report for people.
     *
     * @param verbose with the file and line of every call on the way
     */
    public List<String> lines(boolean verbose) {
        return ReportText.of(this, verbose);
    }

    /**
     * For a test: passes if every connector is clean.
     *
     * @throws AssertionError with the whole report if one is not
     */
    public void assertClean() {
        if (!isClean()) {
            throw new AssertionError(String.join(System.lineSeparator(), lines(false)));
        }
    }
}
