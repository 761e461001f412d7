package dev.headrace.runner.view;

import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.Spans;
import java.io.PrintStream;
import java.util.List;

/** What stands on the terminal when a run has ended: outcomes, failures, and the sentence. */
public final class Summary {
    private static final int FAILURES = 10;
    private static final int CAUSE_LINES = 6;
    private static final int WHAT_IFS = 3;

    private final Terminal terminal;

    /** For one terminal. */
    public Summary(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints it. */
    public void print(RunReport report) {
        PrintStream out = terminal.out();
        report.continued().ifPresent(since -> out.println("Went on with the run of " + since + "."));
        out.println();
        if (!report.connectors().isEmpty()) {
            outcomes(report).lines().forEach(out::println);
            out.println();
        }
        problems(report, out);
        out.println(status(report));
        terminal.flush();
    }

    /** Prints on standard error what went wrong, and what bounded the run. */
    public void printProblems(RunReport report) {
        PrintStream err = terminal.err();
        problems(report, err);
        terminal.flush();
    }

    private static void problems(RunReport report, PrintStream out) {
        report.connectors()
                .forEach(one -> one.problem().ifPresent(problem -> out.println(one.name() + ": " + problem)));
        report.blocking().forEach(finding -> out.println("BLOCKED: " + finding.sentence()));
        report.diagnosis().ifPresent(diagnosis -> DiagnosisLines.of(diagnosis).forEach(out::println));
        report.abandoned().forEach(stage -> dropped(stage, out));
        failures(report.failed(), report.outcomes(), out);
        report.problem().ifPresent(problem -> out.println("The run broke: " + problem));
        out.println(report.sentence());
        otherwise(report).forEach(out::println);
    }

    /** What would have saved a tenth of the run and more. */
    private static List<String> otherwise(RunReport report) {
        return report.whatIfs().stream()
                .filter(one -> one.without()
                                .multipliedBy(10)
                                .compareTo(report.duration().multipliedBy(9))
                        < 0)
                .limit(WHAT_IFS)
                .map(one -> "Without %s: %s%s"
                        .formatted(
                                one.cause(),
                                Spans.text(one.without()),
                                one.advice().isEmpty() ? "" : "; " + one.advice()))
                .toList();
    }

    private static Table outcomes(RunReport report) {
        Table table = Table.of(
                "CONNECTOR",
                "RECORDS",
                "REQUESTS",
                "THROTTLED",
                "ITEMS",
                "OK",
                "FAILED",
                "NOT DONE",
                "REPEATED",
                "TIME");
        for (ConnectorReport one : report.connectors()) {
            OutcomeCounts outcomes = one.outcomes();
            table.row(
                    one.name(),
                    Texts.number(one.records()),
                    Texts.number(one.requests()),
                    Texts.number(one.throttles()),
                    Texts.number(outcomes.planned()),
                    Texts.number(outcomes.of(ItemOutcome.SUCCEEDED)),
                    Texts.number(outcomes.failures()),
                    Texts.number(outcomes.of(ItemOutcome.NOT_STARTED) + outcomes.of(ItemOutcome.CANCELLED)),
                    Texts.number(outcomes.repeated()),
                    Spans.text(one.duration()));
        }
        return table;
    }

    private static void dropped(AbandonedStage stage, PrintStream out) {
        out.println(Texts.harmless(stage.sentence()));
        stage.cause().lines().limit(CAUSE_LINES).forEach(line -> out.println("    " + shown(line)));
    }

    /** Tabs are in the traces of exceptions. */
    private static String shown(String line) {
        return Texts.harmless(line.replace("\t", "    "));
    }

    private static void failures(List<FailedItem> failed, OutcomeCounts outcomes, PrintStream out) {
        for (FailedItem item : failed.subList(0, Math.min(FAILURES, failed.size()))) {
            out.println("%s of %s %s after %s:"
                    .formatted(
                            Texts.harmless(item.item()),
                            item.connector(),
                            item.outcome().name().toLowerCase(java.util.Locale.ROOT),
                            item.attempts() == 1 ? "1 attempt" : item.attempts() + " attempts"));
            item.cause().lines().limit(CAUSE_LINES).forEach(line -> out.println("    " + shown(line)));
        }
        if (outcomes.failures() > FAILURES) {
            out.println("and %s more; see 'headrace state show'".formatted(outcomes.failures() - FAILURES));
        }
    }

    private static String status(RunReport report) {
        return switch (report.status()) {
            case COMPLETE -> "Complete: %s records.".formatted(Texts.number(report.records()));
            case PARTIAL ->
                "%s: %s records. Run again to go on."
                        .formatted(report.stopped() ? "Stopped" : "Partial", Texts.number(report.records()));
            case FAILED -> "Failed. Nothing that was committed is lost.";
        };
    }
}
