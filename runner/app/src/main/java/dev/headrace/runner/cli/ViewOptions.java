package dev.headrace.runner.cli;

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

    boolean plain() {
        return plain;
    }

    boolean diagnose() {
        return diagnose;
    }
}
