package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.runner.view.PlanJson;
import dev.headrace.runner.view.PlanView;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "Tell what a run would need: requests, time, quota, and what bounds it.",
        description = {
            "Counts the items that wait, compares with what earlier runs needed, and",
            "lets the requests go through the limits as they are now, in simulated",
            "time. What cannot be known is told as a range, or as not known; before a",
            "first run that is nearly everything but the rate: see --probe."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace plan",
            "  headrace plan --probe collect.conf",
            "  headrace plan --json collect.conf | jq .seconds.likely"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private ConfigArgument config;

    @Option(
            names = "--probe",
            description = {
                "Ask connectors that were never collected for their",
                "first pages: a few requests, whose records are",
                "dropped. Where these tell how many there are, the",
                "plan does."
            })
    private boolean probe;

    @Option(names = "--streams", description = "Show the kinds of items of each connector, too.")
    private boolean streams;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    PlanCommand() {}

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            RunPlan plan = engine.plan(probe);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(PlanJson.of(plan).toPrettyString());
            } else {
                PlanView.lines(plan, ZoneId.systemDefault(), streams).forEach(out::println);
            }
            return ExitCode.OK;
        }
    }
}
