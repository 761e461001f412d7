package dev.headrace.runner.cli;

import picocli.CommandLine.Option;

/** How a run is shown. */
final class ViewOptions {
    @Option(names = "--plain", description = "A line every 10 s instead of the live table, on a terminal too.")
    private boolean plain;

    ViewOptions() {}

    boolean plain() {
        return plain;
    }
}
