package dev.headrace.runner.cli;

import dev.headrace.engine.report.Run;
import dev.headrace.runner.live.LiveView;
import dev.headrace.runner.live.PlainView;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.view.Terminal;
import picocli.CommandLine.Option;

/** How a run is shown, and how closely it is looked at. */
final class ViewOptions {
    @Option(names = "--plain", description = "A line every 10 s instead of the live table, on a terminal too.")
    private boolean plain;

    @Option(
            names = "--diagnose",
            description =
                    "Look closely: name each blocking call of a connector and the line of each stage that it drops. Costs some time.")
    private boolean diagnose;

    ViewOptions() {}

    /** Shows a run from now on. */
    RunView view(Terminal terminal, Run run) {
        return !plain && terminal.interactive() ? LiveView.start(terminal, run) : PlainView.start(terminal, run);
    }

    boolean diagnose() {
        return diagnose;
    }
}
