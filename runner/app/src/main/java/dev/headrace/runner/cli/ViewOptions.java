package dev.headrace.runner.cli;

import dev.headrace.engine.report.Run;
import dev.headrace.runner.event.JsonView;
import dev.headrace.runner.live.LiveView;
import dev.headrace.runner.live.PlainView;
import dev.headrace.runner.live.QuietView;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.view.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a run is shown, and how closely it is looked at. */
final class ViewOptions {
    @ArgGroup
    private @Nullable Form form;

    @Option(
            names = "--diagnose",
            description =
                    "Look closely: name each blocking call of a connector and the line of each stage that it drops. Costs some time.")
    private boolean diagnose;

    ViewOptions() {}

    /** One of them at most. */
    static final class Form {
        @Option(names = "--plain", description = "A line every 10 s instead of the live table, on a terminal too.")
        private boolean plain;

        @Option(names = "--quiet", description = "Only what went wrong, and what bounded the run, on standard error.")
        private boolean quiet;

        @Option(
                names = "--json",
                description = "Events for programs, one JSON object a line; nothing else is on standard output.")
        private boolean json;

        Form() {}
    }

    /** Shows a run from now on. */
    RunView view(Terminal terminal, Run run) {
        Form chosen = form();
        if (chosen.json) {
            return JsonView.start(terminal, run, HeadraceCommand.VERSION);
        }
        if (chosen.quiet) {
            return new QuietView(terminal);
        }
        return !chosen.plain && terminal.interactive() ? LiveView.start(terminal, run) : PlainView.start(terminal, run);
    }

    /** Where a command puts what it has to say besides. */
    PrintStream words(Terminal terminal) {
        Form chosen = form();
        if (chosen.quiet) {
            return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        }
        return chosen.json ? terminal.err() : terminal.out();
    }

    private Form form() {
        return form == null ? new Form() : form;
    }

    boolean diagnose() {
        return diagnose;
    }
}
