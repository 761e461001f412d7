package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.runner.view.BudgetsJson;
import dev.headrace.runner.view.BudgetsView;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace budgets}. */
@Command(
        name = "budgets",
        mixinStandardHelpOptions = true,
        header = "Show each limit: its rules, what is left of it now, who shares it.",
        description = {
            "Knows what earlier runs have sent and what upstreams told them; also",
            "while a run is going on. Sends nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  headrace budgets", "  headrace budgets --json collect.conf | jq '.limits[] | select(.paused)'"})
final class BudgetsCommand implements Callable<Integer> {
    @Mixin
    private ConfigArgument config;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    BudgetsCommand() {}

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            BudgetReport report = engine.budgets();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(BudgetsJson.of(report).toPrettyString());
            } else {
                BudgetsView.lines(report, ZoneId.systemDefault()).forEach(out::println);
            }
            return ExitCode.OK;
        }
    }
}
