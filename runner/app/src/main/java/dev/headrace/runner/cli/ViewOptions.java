package dev.headrace.runner.cli;

import dev.headrace.engine.report.Run;
import dev.headrace.runner.browser.BrowserView;
import dev.headrace.runner.browser.LiveServer;
import dev.headrace.runner.event.JsonView;
import dev.headrace.runner.live.LiveView;
import dev.headrace.runner.live.PlainView;
import dev.headrace.runner.live.QuietView;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.live.ViewPair;
import dev.headrace.runner.view.Terminal;
import java.io.IOException;
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

    @Option(
            names = "--ui",
            paramLabel = "PORT",
            arity = "0..1",
            parameterConsumer = PortArgument.class,
            description = "Show the run in a browser on this machine too, at an address that is printed.")
    private @Nullable Integer port;

    private @Nullable LiveServer server;

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

    /**
     * Makes ready what may be refused, before anything runs.
     *
     * @throws IllegalStateException if a browser cannot be served
     */
    void prepare(Terminal terminal) {
        if (port == null) {
            return;
        }
        try {
            LiveServer made = LiveServer.start(port);
            server = made;
            (form().quiet ? terminal.err() : words(terminal)).println("Live: " + made.address());
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "Port %d cannot be used for --ui: %s. Choose another one, or give none for any that is free."
                            .formatted(port, failure.getMessage()),
                    failure);
        }
    }

    /** Shows a run from now on. */
    RunView view(Terminal terminal, Run run) {
        RunView view = here(terminal, run);
        return server == null ? view : new ViewPair(view, BrowserView.start(server, run));
    }

    private RunView here(Terminal terminal, Run run) {
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
