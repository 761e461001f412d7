package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.List;

/** Writes a report for people, worst first. */
final class ReportText {
    private static final String INDENT = "  ";
    private static final int SHOWN = 10;

    private final boolean verbose;
    private final List<String> lines = new ArrayList<>();

    private ReportText(boolean verbose) {
        this.verbose = verbose;
    }

    static List<String> of(ScanReport report, boolean verbose) {
        ReportText text = new ReportText(verbose);
        report.connectors().forEach(text::connector);
        if (!report.withoutConnector().isEmpty()) {
            text.line(0, "No connector in " + text.listed(report.withoutConnector()) + ".");
        }
        if (!report.unusedWaivers().isEmpty()) {
            text.line(0, "Unused waivers, which can go:");
            report.unusedWaivers().forEach(waiver -> text.line(1, waiver.toString()));
        }
        return text.lines;
    }

    private void connector(ConnectorReport report) {
        line(0, "%s (%s): %s".formatted(report.provider(), report.location(), verdict(report)));
        for (Phase phase : List.of(Phase.COLLECTING, Phase.OPENING)) {
            for (Rule rule : Rule.values()) {
                findings(
                        report.findings().stream()
                                .filter(finding -> finding.phase() == phase && finding.rule() == rule)
                                .toList(),
                        "%s %s; %s:".formatted(rule.title(), phase.title(), rule.advice()));
            }
        }
        report.problems().forEach(problem -> line(1, "not checked: " + problem));
        findings(report.warnings(), "warning, blocks while opening, which holds up the start of a run:");
        if (!report.waived().isEmpty()) {
            line(1, "waived:");
            report.waived().forEach(this::waived);
        }
        report.notes().forEach(note -> line(1, "note: " + note));
    }

    private static String verdict(ConnectorReport report) {
        int count = report.findings().size();
        if (count == 0) {
            return report.problems().isEmpty() ? "clean" : "not fully checked";
        }
        return count == 1 ? "1 finding" : count + " findings";
    }

    private void findings(List<ScanFinding> findings, String heading) {
        if (!findings.isEmpty()) {
            line(1, heading);
            findings.forEach(this::finding);
        }
    }

    private void finding(ScanFinding finding) {
        line(2, finding.text());
        if (verbose) {
            finding.lines().forEach(frame -> line(3, "at " + frame));
        }
    }

    private void waived(WaivedFinding waived) {
        finding(waived.finding());
        line(3, "by " + waived.waiver());
    }

    private String listed(List<String> names) {
        if (verbose || names.size() <= SHOWN) {
            return String.join(", ", names);
        }
        return "%s and %d more".formatted(String.join(", ", names.subList(0, SHOWN)), names.size() - SHOWN);
    }

    private void line(int depth, String text) {
        lines.add(INDENT.repeat(depth) + text);
    }
}
