package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.runner.history.RunsView;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace runs}. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        header = "List past runs: when, how long, how they ended, what bounded them.",
        description = {
            "TREND compares a run's time with the median of the earlier runs of the same",
            "connectors. Also while a run is going on."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  headrace runs", "  headrace runs --json collect.conf | jq '.runs[0].sentence'"})
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private ConfigArgument config;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    @Option(
            names = "--newest",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, by default ${DEFAULT-VALUE}.")
    private int newest;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    RunsCommand() {}

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            List<RunSummary> runs = engine.runs();
            PrintWriter out = spec.commandLine().getOut();
            int most = Math.max(1, newest);
            if (json) {
                out.println(RunsView.json(runs, most).toPrettyString());
            } else if (runs.isEmpty()) {
                out.println("There is no run yet in %s; 'headrace run' makes one.".formatted(engine.stateFile()));
            } else {
                RunsView.lines(runs, most, ZoneId.systemDefault()).forEach(out::println);
            }
            return ExitCode.OK;
        }
    }
}
