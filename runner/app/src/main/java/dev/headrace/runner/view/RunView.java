package dev.headrace.runner.view;

import dev.headrace.engine.report.Run;

/** Shows a run while it goes on, until it is closed. Thread-safe; closing twice does nothing. */
public abstract sealed class RunView implements AutoCloseable permits LiveView, PlainView {
    RunView() {}

    /**
     * The live table where a person is looking, plain lines elsewhere.
     *
     * @param plain true for plain lines in any case
     */
    public static RunView of(Terminal terminal, boolean plain, Run run) {
        return terminal.interactive() && !plain ? LiveView.start(terminal, run) : PlainView.start(terminal, run);
    }

    /** Ends the view; what comes after stands below it. */
    @Override
    public abstract void close();
}
